package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter written = new StringWriter();

  @Test
  void theBarFillsUpOnOneLineWhereSomebodyWatches() {
    run(true);
    assertEquals(
        "\rwork                     [..............................]   0 %"
            + "\rwork                     [###############...............]  50 %"
            + "\rwork                     [##############################] 100 %\n",
        written.toString());
  }

  @Test
  void aLogGetsALineAQuarter() {
    run(false);
    assertEquals("work 0 %\nwork 50 %\nwork 100 %\n", written.toString());
  }

  private void run(boolean watched) {
    try (Progress bar = new Progress(new PrintWriter(written), "work", 2, watched)) {
      bar.step();
      bar.step();
    }
  }
}
