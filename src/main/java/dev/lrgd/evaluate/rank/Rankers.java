package dev.lrgd.evaluate.rank;

import dev.lrgd.evaluate.data.DataSet;
import dev.lrgd.evaluate.llm.LlmRun;
import dev.lrgd.llm.PromptWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rankers by name, each learnt from the training data when it is asked for. */
public final class Rankers {
  private final Map<String, Supplier<ListRanker>> byName = new LinkedHashMap<>();
  private final DualModelRankers dualModel;

  public Rankers(DataSet training, long seed) {
    dualModel = new DualModelRankers(training, seed);
    byName.put("random", () -> new RandomRanker(seed));
    byName.put("popularity", () -> new PopularityRanker(training));
    byName.put("title", () -> new TitleRanker(training));
    byName.put("item-knn", () -> new ItemKnnRanker(training));
    byName.putAll(dualModel.byName());
  }

  /** Adds those that ask a language model. */
  public Rankers with(LlmRun run, PromptWriter writer) {
    byName.putAll(dualModel.ofLlm(run, writer));
    return this;
  }

  /** All names, the simplest ranker first. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public ListRanker fit(String name) {
    Supplier<ListRanker> ranker = byName.get(name);
    if (ranker == null) {
      throw new IllegalArgumentException("there is no ranker \"" + name + "\"");
    }
    return ranker.get();
  }
}
