package dev.lrgd.api;

import dev.lrgd.adapt.SampleLoaded;
import dev.lrgd.recommend.ItemReference;
import dev.lrgd.recommend.RankerChoice;
import dev.lrgd.recommend.RecommendationAnswer;
import dev.lrgd.recommend.RecommendationAnswer.RankedItem;
import dev.lrgd.recommend.RecommendationAnswer.SelectedDemonstration;
import dev.lrgd.recommend.RecommendationRequest;
import dev.lrgd.recommend.Recommender;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** In dev mode: shows what the service does by one recommendation, and how to ask for it again. */
@ApplicationScoped
public class SampleGreeting {
  private static final Logger LOG = Logger.getLogger(SampleGreeting.class);
  private static final List<String> HISTORY = List.of("the-time-machine", "the-war-of-the-worlds");
  private static final int LIMIT = 5;

  private final Recommender recommender;
  private final int port;

  SampleGreeting(
      Recommender recommender,
      @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
    this.recommender = recommender;
    this.port = port;
  }

  void onLoaded(@Observes SampleLoaded sample) {
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      LOG.info(greeting(sample));
    }
  }

  String greeting(SampleLoaded sample) {
    RecommendationRequest request =
        new RecommendationRequest(
            null,
            HISTORY.stream().map(ItemReference::of).toList(),
            null,
            HISTORY,
            LIMIT,
            null,
            RankerChoice.DUAL_MODEL,
            null);
    RecommendationAnswer answer = recommender.recommend(sample.pool(), request);
    return """
        the pool "%s" answers: %d books, %d synthetic readers (a generator made them up)

        Who read %s is recommended
        %s
        %s

        The same again, with explanations:
        curl -s http://localhost:%d/v1/pools/%s/recommendations -H 'Content-Type: application/json' \\
          -d '{"history":[%s],"exclude":[%s],"limit":%d,"explain":true}'
        """
        .formatted(
            sample.pool().name(),
            sample.version().items(),
            sample.version().users(),
            String.join(", ", HISTORY),
            answer.items().stream().map(SampleGreeting::line).collect(Collectors.joining("\n")),
            because(answer.selection()),
            port,
            sample.pool().name(),
            quoted(HISTORY),
            quoted(HISTORY),
            LIMIT);
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map(id -> '"' + id + '"').collect(Collectors.joining(","));
  }

  private static String line(RankedItem item) {
    return String.format(Locale.ROOT, "  %d  %-45s %6.2f", item.rank(), item.title(), item.score());
  }

  private static String because(RecommendationAnswer.SelectionAnswer selection) {
    if (selection.demonstrations().isEmpty()) {
      return "from the history alone: no demonstration was sure enough to help.";
    }
    String demonstrations =
        selection.demonstrations().stream()
            .map(SampleGreeting::line)
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        "with the help of what synthetic readers did (predicted effect %.3f nats, mass %.2f)%n%s",
        selection.effect(),
        selection.mass(),
        demonstrations);
  }

  private static String line(SelectedDemonstration demonstration) {
    List<ItemReference> history = demonstration.history();
    return String.format(
        Locale.ROOT,
        "  after %s: %s (effect %.3f)",
        history.get(history.size() - 1).title(),
        demonstration.target().title(),
        demonstration.effect());
  }
}
