package dev.lrgd.evaluate;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.data.Split;

/** How much to hold out. The names are the command line's. */
enum SplitKind {
  LEAVE_ONE_OUT("leave-one-out"),
  TEMPORAL("temporal"),
  COLD("cold");

  private final String text;

  SplitKind(String text) {
    this.text = text;
  }

  Split split(DataSet data, long seed) {
    return switch (this) {
      case LEAVE_ONE_OUT -> Split.leaveOneOut(data);
      case TEMPORAL -> Split.temporal(data);
      case COLD -> Split.cold(data, seed);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
