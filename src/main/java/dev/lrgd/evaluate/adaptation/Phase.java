package dev.lrgd.evaluate.adaptation;

/** Which checkpoints of an arm are averaged. */
enum Phase {
  BEFORE("before the drift"),
  DRIFT("at the drift"),
  AFTER("the rounds after"),
  END("at the end");

  /** A phase is a sixth of the rounds: ten of sixty. */
  private static final int PHASES = 6;

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }

  boolean holds(Checkpoint checkpoint, int rounds) {
    int drift = rounds / 2;
    int length = Math.max(1, rounds / PHASES);
    int round = checkpoint.round();
    return switch (this) {
      case BEFORE -> !checkpoint.after() && round > drift - length;
      case DRIFT -> checkpoint.after() && round == drift;
      case AFTER -> checkpoint.after() && round > drift && round <= drift + length;
      case END -> checkpoint.after() && round > rounds - length;
    };
  }
}
