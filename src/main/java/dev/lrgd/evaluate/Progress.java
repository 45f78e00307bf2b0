package dev.lrgd.evaluate;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A bar that fills up on one line; drawn only when it has grown. Where nobody watches, as in a log,
 * a line a quarter.
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final int QUARTER = 25;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final boolean watched;
  private long done;
  private int drawn = -1;

  Progress(PrintWriter out, String what, long total) {
    this(out, what, total, System.console() != null);
  }

  /**
   * @param watched whether somebody sees the line being drawn over
   */
  Progress(PrintWriter out, String what, long total, boolean watched) {
    this.out = out;
    this.watched = watched;
    this.what = what;
    this.total = Math.max(1, total);
    draw();
  }

  void step() {
    step(1);
  }

  void step(long more) {
    done = Math.min(total, done + more);
    draw();
  }

  private void draw() {
    int percent = (int) (100 * done / total);
    if (percent == drawn || (!watched && percent % QUARTER != 0)) {
      return;
    }
    drawn = percent;
    if (!watched) {
      out.printf(Locale.ROOT, "%s %d %%%n", what, percent);
      out.flush();
      return;
    }
    int full = WIDTH * percent / 100;
    String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
    out.print(String.format(Locale.ROOT, "\r%-24s [%s] %3d %%", what, bar, percent));
    out.flush();
  }

  @Override
  public void close() {
    if (watched) {
      out.println();
      out.flush();
    }
  }
}
