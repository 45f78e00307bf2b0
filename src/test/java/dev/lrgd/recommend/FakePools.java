package dev.lrgd.recommend;

import dev.lrgd.feedback.OutcomeLog;
import dev.lrgd.feedback.RecommendationRecord;
import dev.lrgd.llm.LanguageModelRanking;
import dev.lrgd.llm.LlmConfig;
import dev.lrgd.llm.TestModels;
import dev.lrgd.pool.PoolStore;
import dev.lrgd.pool.PoolVersion;
import dev.lrgd.pool.PoolView;
import dev.lrgd.pool.StoreRefusal;
import dev.lrgd.space.Interaction;
import dev.lrgd.space.Item;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that can only be looked at, and a log that can be away. */
final class FakePools {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final List<RecommendationRecord> recorded = new ArrayList<>();
  final Map<String, Item> staged = new HashMap<>();
  final Map<String, List<Interaction>> histories = new HashMap<>();
  boolean logIsAway;
  Optional<LanguageModelRanking> model = Optional.empty();
  LlmConfig llm = TestModels.config();
  Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final PoolVersion version;
  private final PreparedPools prepared =
      new PreparedPools(FirstStageSettings.defaults()::tuned, PromptStage.Settings.defaults());

  FakePools(PoolVersion version) {
    this.version = version;
  }

  Recommender recommender() {
    RecommendationIds ids =
        new RecommendationIds() {
          @Override
          public String next() {
            return "id" + recorded.size();
          }
        };
    LlmRanker ranker = new LlmRanker(model, llm, clock);
    return new Recommender(store(), log(), prepared, ranker, ids, clock);
  }

  EffectService effectService() {
    return new EffectService(store(), prepared, FirstStageSettings.defaults()::tuned);
  }

  private PoolStore store() {
    return (PoolStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PoolStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("view")) {
                throw new UnsupportedOperationException(method.getName());
              }
              Map<String, Item> asked = new HashMap<>(staged);
              asked.keySet().retainAll((Collection<?>) arguments[1]);
              List<Interaction> history =
                  ((Optional<?>) arguments[2]).map(histories::get).orElse(List.of());
              return new PoolView(version, asked, history, List.of());
            });
  }

  private OutcomeLog log() {
    return (OutcomeLog)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {OutcomeLog.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("record")) {
                throw new UnsupportedOperationException(method.getName());
              }
              if (logIsAway) {
                throw new StoreRefusal.Unavailable("away", Duration.ofSeconds(1), null);
              }
              recorded.add((RecommendationRecord) arguments[1]);
              return null;
            });
  }
}
