package dev.lrgd.evaluate.equivalence;

import dev.lrgd.evaluate.equivalence.RandomFeatureError.Variant;
import dev.lrgd.evaluate.report.Study;
import dev.lrgd.evaluate.report.Study.Figure;
import dev.lrgd.evaluate.report.Study.Table;
import dev.lrgd.evaluate.transformer.Pass;
import dev.lrgd.evaluate.transformer.Shape;
import dev.lrgd.evaluate.transformer.Trunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The whole of E1 as a study. */
public final class Equivalence {
  private static final int[] FEATURES = {16, 64, 256, 1024, 4096};
  private static final double[] NORMS = {0.5, 1, 2, 3};
  private static final int WORDS = 40;
  private static final int OWN_WORDS = 8;

  private final Path fixtures;
  private final int heads;
  private final long seed;

  /**
   * @param fixtures with the trained language model; may lack it
   * @param heads random heads for each random-feature error
   */
  public Equivalence(Path fixtures, int heads, long seed) {
    this.fixtures = fixtures;
    this.heads = heads;
    this.seed = seed;
  }

  public Study study() throws IOException {
    List<Table> tables = new ArrayList<>();
    Table all =
        Table.of(
                "heads",
                "Attention and dual model",
                "Largest absolute difference between a head's attention output and the dual model"
                    + " after its gradient step, over every layer, head and position. Untrained"
                    + " weights agree as well: this is an identity, not a finding. Explicit steps"
                    + " at the last position of those heads (their number stands beside) whose norms"
                    + " leave float64 enough digits for explicit features.",
                "weights (heads x positions)",
                "exact kernel, float64",
                "explicit gradient steps",
                "heads with explicit steps",
                "serving engine, float32",
                "largest |k~|, |q~|",
                "mean mass")
            .format("%.2g");
    tables.add(all);
    add(all, "random, 4 heads", random(new Shape(32, 64, 3, 4, 4), 1));
    add(all, "random, grouped queries 8:2", random(new Shape(64, 64, 3, 8, 2), 1));
    add(all, "random, grouped 8:1, sharp", random(new Shape(64, 64, 3, 8, 1), 2));
    if (Files.isRegularFile(fixtures.resolve("stories260K.bin"))) {
      trained(tables, all);
    }
    tables.add(randomFeatures());
    return new Study(
        "E1: attention with demonstrations is a gradient step",
        "Decoders with rotary positions, causal mask and grouped queries in float64. The prompt is"
            + " demonstrations, then the user's own part; T are the tokens outside of"
            + " demonstrations, D those inside.",
        "equivalence --fixtures DIR --heads %d --seed %d".formatted(heads, seed),
        tables);
  }

  private void trained(List<Table> tables, Table all) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(fixtures.resolve("stories260K.bin"));
    TrainedPrompt prompt = TrainedPrompt.of(Vocabulary.read(fixtures.resolve("tok512.bin")));
    Pass pass = checkpoint.run(prompt.tokens());
    add(all, "trained, stories260K", Agreement.of(pass, prompt.shown()));
    Trunk untrained = Trunk.random(checkpoint.trunk().shape(), 1, seed);
    Pass control = new Checkpoint(untrained, checkpoint.embedding()).run(prompt.tokens());
    add(all, "untrained, same shape", Agreement.of(control, prompt.shown()));
    Table byLayer =
        Table.of(
                "layers",
                "The trained model, layer by layer",
                "The same over the heads of each layer. Norms above 2 are where random features"
                    + " fail.",
                "layer",
                all.columns().toArray(String[]::new))
            .format(all.format());
    for (int l = 0; l < pass.shape().layers(); l++) {
      add(byLayer, String.valueOf(l + 1), Agreement.of(pass, l, prompt.shown()));
    }
    tables.add(byLayer);
  }

  private Agreement random(Shape shape, double gain) {
    Random random = new Random(seed);
    double[][] inputs = new double[WORDS][];
    Arrays.setAll(
        inputs, t -> random.doubles(shape.dim()).map(u -> random.nextGaussian()).toArray());
    boolean[] shown = new boolean[WORDS];
    Arrays.fill(shown, 1, WORDS - OWN_WORDS, true);
    return Agreement.of(Trunk.random(shape, gain, seed).run(inputs), shown);
  }

  private static void add(Table table, String name, Agreement agreement) {
    table.add(
        "%s (%,d)".formatted(name, agreement.heads()),
        Figure.of(agreement.kernel()),
        Figure.of(agreement.gradient()),
        Figure.of(agreement.explicit()),
        Figure.of(agreement.engine()),
        Figure.of(agreement.norm()),
        Figure.of(agreement.mass()));
  }

  private Table randomFeatures() {
    List<String> columns = new ArrayList<>();
    Arrays.stream(FEATURES).forEach(m -> columns.add("m = " + m));
    columns.add("slope");
    Table table =
        Table.of(
            "random-features",
            "Random features",
            "Relative error of the attention output by the number m of features, mean over random"
                + " heads; the slope of its logarithm against log m is -1/2 where the error falls as"
                + " 1/sqrt(m).",
            "features, norm of k~ and q~",
            columns.toArray(String[]::new));
    for (Variant variant : Variant.values()) {
      for (double norm : NORMS) {
        double[] errors =
            Arrays.stream(FEATURES)
                .mapToDouble(m -> RandomFeatureError.of(variant, norm, m, heads, seed))
                .toArray();
        List<Figure> figures = new ArrayList<>();
        Arrays.stream(errors).forEach(error -> figures.add(Figure.of(error)));
        figures.add(Figure.of(RandomFeatureError.slope(FEATURES, errors)));
        table.add(variant.text + ", " + norm, figures);
      }
    }
    return table;
  }
}
