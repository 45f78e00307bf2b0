package dev.lrgd.space;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The two passes of a fit. First everybody's last item is held out, blocks are fitted on the rest
 * and the readout on what was held out; then blocks are fitted on everything, for the readout
 * found.
 */
final class ItemSpaceFit {
  private final FitSettings settings;
  private final Consumer<String> progress;

  ItemSpaceFit(FitSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  ItemSpace fit(Collection<Item> catalogue, Collection<Interaction> interactions) {
    Map<String, Item> byId = new LinkedHashMap<>();
    catalogue.forEach(item -> byId.put(item.id(), item));
    List<Item> items = List.copyOf(byId.values());
    int[][] histories = Histories.of(interactions, ItemSpace.indexById(items));
    progress.accept("titles");
    TitleSpace titles = TitleSpace.fit(items, settings.titleDimension(), settings.seed());
    SpaceStatistics counted = counted(items, histories);
    if (items.isEmpty()) {
      return new ItemSpace(items, Blocks.empty(titles, settings), Readout.START, counted);
    }
    Fitted fitted = readout(items, titles, histories, counted);
    Blocks blocks = Blocks.fit(items, titles, histories, settings, progress);
    return new ItemSpace(items, blocks, fitted.readout, fitted.statistics);
  }

  private record Fitted(Readout readout, SpaceStatistics statistics) {}

  private Fitted readout(
      List<Item> items, TitleSpace titles, int[][] histories, SpaceStatistics counted) {
    if (Arrays.stream(histories).noneMatch(h -> h.length >= 3)) {
      return new Fitted(Readout.START, counted);
    }
    Blocks heldOut =
        Blocks.fit(items, titles, Histories.withoutLast(histories), settings, progress);
    progress.accept("readout");
    ReadoutSamples samples =
        new ReadoutSamples(heldOut, histories, settings.readoutLists(), settings.seed());
    List<ReadoutSample> own = samples.withoutDemonstrations(Readout.START);
    Readout first = ReadoutFit.ofOwnTokens(own, Readout.START);
    List<ReadoutSample> shown = samples.withDemonstrations(first, settings.readoutDemonstrations());
    Readout readout = ReadoutFit.ofDemonstrations(shown, first);
    return new Fitted(
        readout,
        new SpaceStatistics(
            counted.items(),
            counted.users(),
            counted.interactions(),
            own.size(),
            ReadoutFit.loss(own, Readout.START),
            ReadoutFit.loss(own, readout),
            ReadoutFit.loss(shown, readout)));
  }

  private static SpaceStatistics counted(List<Item> items, int[][] histories) {
    int interactions = Arrays.stream(histories).mapToInt(h -> h.length).sum();
    return new SpaceStatistics(
        items.size(), histories.length, interactions, 0, Double.NaN, Double.NaN, Double.NaN);
  }
}
