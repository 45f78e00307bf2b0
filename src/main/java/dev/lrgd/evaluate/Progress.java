package dev.lrgd.evaluate;

import java.io.PrintWriter;
import java.util.Locale;

/** A bar that fills up on one line; drawn only when it has grown. */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private long done;
  private int drawn = -1;

  Progress(PrintWriter out, String what, long total) {
    this.out = out;
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
    if (percent == drawn) {
      return;
    }
    drawn = percent;
    int full = WIDTH * percent / 100;
    String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
    out.print(String.format(Locale.ROOT, "\r%-24s [%s] %3d %%", what, bar, percent));
    out.flush();
  }

  @Override
  public void close() {
    out.println();
    out.flush();
  }
}
