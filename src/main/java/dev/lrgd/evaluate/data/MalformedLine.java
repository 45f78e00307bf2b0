package dev.lrgd.evaluate.data;

/** A line is not as it should be. {@link TextFile} adds where it stands. */
public final class MalformedLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedLine(String reason) {
    super(reason, null, false, false);
  }
}
