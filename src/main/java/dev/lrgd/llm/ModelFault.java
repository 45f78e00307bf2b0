package dev.lrgd.llm;

import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** Why a language model gave no answer. Its message is fit for a caller and names nobody. */
public final class ModelFault extends RuntimeException {

  /** What went wrong, and what that means for the next call. */
  public enum Kind {
    TIMEOUT("no answer in time", false, true, true),
    OVERLOADED("the endpoint takes no more requests", true, false, false),
    UNAVAILABLE("the endpoint is away", true, true, false),
    RESET("the endpoint broke the connection off", true, true, true),
    REFUSED("the endpoint refuses the request", false, true, false),
    UNREADABLE("the answer cannot be read", false, true, true),
    BUSY("too many requests at once", false, false, false);

    private final String sentence;
    private final boolean mayPass;
    private final boolean endpointsFault;
    private final boolean mayCost;

    Kind(String sentence, boolean mayPass, boolean endpointsFault, boolean mayCost) {
      this.sentence = sentence;
      this.mayPass = mayPass;
      this.endpointsFault = endpointsFault;
      this.mayCost = mayCost;
    }

    public String sentence() {
      return sentence;
    }

    /** Whether the same call may succeed a moment later. */
    boolean mayPass() {
      return mayPass;
    }

    /** Whether it tells that the endpoint is not well, and not only that it has much to do. */
    boolean isEndpointsFault() {
      return endpointsFault;
    }

    /** Whether the model may have worked for it, which its owner then charges. */
    boolean mayCost() {
      return mayCost;
    }
  }

  private final Kind kind;
  private final Optional<Duration> retryAfter;

  public ModelFault(Kind kind, Throwable cause) {
    this(kind, Optional.empty(), cause);
  }

  /**
   * @param retryAfter how long the endpoint wants to be left alone
   */
  public ModelFault(Kind kind, Optional<Duration> retryAfter, Throwable cause) {
    super(kind.sentence(), cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** What failed underneath, by type only: messages quote what users wrote. */
  String causes() {
    StringJoiner types = new StringJoiner(" by ");
    for (Throwable e = getCause(); e != null; e = e.getCause()) {
      types.add(e.getClass().getSimpleName());
    }
    return types.toString();
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
