package dev.lrgd.recommend;

/** A request that was understood and can not be met, whatever is retried. */
public final class ImpossibleRequest extends RuntimeException {
  private final String field;

  public ImpossibleRequest(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The place in the request. */
  public String field() {
    return field;
  }
}
