package dev.lrgd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliTest {

  @Test
  void withoutCommandItPrintsTheUsageAndFails() {
    StringWriter errors = new StringWriter();
    CommandLine cli = Cli.commandLine().setErr(new PrintWriter(errors));
    assertEquals(CommandLine.ExitCode.USAGE, cli.execute());
    assertTrue(errors.toString().contains("Usage: lrgd"), errors.toString());
  }
}
