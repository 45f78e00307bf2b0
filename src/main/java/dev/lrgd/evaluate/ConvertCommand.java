package dev.lrgd.evaluate;

import dev.lrgd.evaluate.convert.Conversion;
import dev.lrgd.evaluate.convert.Conversion.Converted;
import dev.lrgd.evaluate.convert.Formats;
import dev.lrgd.evaluate.convert.PublicFormat;
import dev.lrgd.evaluate.data.DataException;
import dev.lrgd.evaluate.data.DataSetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Turns the files of a public data set into the format of {@code --data}. */
@Command(
    name = "convert",
    description = "Converts the files of a public data set, plain or gzipped, for --data.")
final class ConvertCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      required = true,
      description = "amazon-2018, amazon-2023 or movielens.")
  private Formats from;

  @Option(
      names = "--interactions",
      paramLabel = "FILE",
      required = true,
      description = "Reviews (JSONL), ratings.dat or ratings.csv.")
  private Path interactions;

  @Option(
      names = "--items",
      paramLabel = "FILE",
      required = true,
      description = "Metadata (JSONL), movies.dat or movies.csv.")
  private Path items;

  @Option(
      names = "--core",
      paramLabel = "K",
      defaultValue = "1",
      description = "Keeps users and items with at least K interactions. Default: all.")
  private int core;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (core < 1) {
      throw new ParameterException(spec.commandLine(), "--core must be at least 1");
    }
    Converted converted = convert(from.format());
    DataSetWriter.write(out, converted.items(), converted.interactions());
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %,d interactions of %,d users, %,d items with a title, %,d without%n",
            out,
            converted.interactions().size(),
            converted.interactions().stream().map(i -> i.user()).distinct().count(),
            converted.items().size(),
            converted.undescribed());
    return 0;
  }

  private Converted convert(PublicFormat format) throws IOException {
    try (Progress bar =
        new Progress(spec.commandLine().getErr(), "convert", size(interactions) + size(items))) {
      return new Conversion(format, core)
          .read(
              format.open(interactions).reporting(bar::step),
              format.open(items).reporting(bar::step));
    }
  }

  private static long size(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, "there is no such file");
    }
    return Files.size(file);
  }
}
