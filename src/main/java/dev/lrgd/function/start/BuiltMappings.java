package dev.lrgd.function.start;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Configuration mappings with the values that they have where nothing outside is set. */
final class BuiltMappings {

  /** Static on purpose: a native executable initialises classes while it is built. */
  static final BuiltMappings AT_BUILD =
      ImageMode.current() == ImageMode.NATIVE_BUILD ? BuildTimeConfig.mappings() : none();

  /** Quarkus ignores names that no mapping knows here, and has its own warning for them. */
  private static final String IGNORED = "quarkus.";

  private final List<Built> all;
  private final BuiltValues values;
  private final Influences influences;
  private final Set<String> sources;

  /**
   * @param type and prefix of the mapping
   * @param read the names that were looked up to make it
   * @param machine what was read about the machine it was made on
   */
  record Built(ConfigClass type, Object mapping, Set<String> read, Map<String, String> machine) {}

  /**
   * @param values of single names
   * @param readByAll the names that were looked up for all of them
   * @param sources the names of the sources that their values are from
   */
  BuiltMappings(List<Built> all, BuiltValues values, Set<String> readByAll, Set<String> sources) {
    this.all = new ArrayList<>();
    this.values = values;
    this.influences = new Influences(readByAll);
    this.sources = sources;
    for (Built one : all) {
      influences.add(roots(one.type), one.read);
      this.all.add(new Built(one.type, one.mapping, Set.of(), one.machine));
    }
  }

  static BuiltMappings none() {
    return new BuiltMappings(List.of(), new BuiltValues(Set.of()), Set.of(), Set.of());
  }

  /**
   * What all names of the mapping begin with: its prefix. For one with the prefix of all, that is
   * too little said: what its own names begin with, up to where they vary.
   */
  private static Set<String> roots(ConfigClass type) {
    String prefix = type.getPrefix();
    if (!IGNORED.equals(prefix + ".")) {
      return Set.of(prefix);
    }
    return type.getProperties().keySet().stream()
        .map(name -> name.split("[*\\[]", 2)[0])
        .collect(Collectors.toSet());
  }

  /** Puts mappings into their place that none of the names set outside has an influence on. */
  void replaceIn(SmallRyeConfigBuilder builder, Set<String> outside) {
    BitSet influenced = influences.of(outside);
    List<ConfigSource> others = new ArrayList<>();
    for (ConfigSource source : builder.getSources()) {
      if (!sources.contains(source.getName())) {
        others.add(source);
        influenced.or(influences.of(source.getPropertyNames()));
        influenced.or(asked(source));
      }
    }
    MappingBuilder mappings = builder.getMappingsBuilder();
    Set<String> ignored = mappings.getIgnoredPaths();
    for (int m = influenced.nextClearBit(0); m < all.size(); m = influenced.nextClearBit(m + 1)) {
      Built one = all.get(m);
      ConfigClass type = one.type;
      if (MachineProperties.areHere(one.machine) && mappings.getMappings().remove(type)) {
        mappings.getMappingsInstances().put(type, one.mapping);
        if (!(type.getPrefix() + ".").startsWith(IGNORED)) {
          // Two dots: what is below the prefix, not what merely begins like it.
          ignored.add(type.getPrefix() + "..**");
          if (type.getProperties().containsKey(type.getPrefix())) {
            ignored.add(type.getPrefix());
          }
        }
      }
    }
    ReadyValues ready = values.without(outside, others);
    builder.withInterceptors(ready);
    ready.areHere();
    if (ignored.contains(IGNORED + "**")) {
      // Said already, and each name of a thousand is held against each of these.
      ignored.removeIf(path -> path.startsWith(IGNORED) && !path.endsWith("**"));
    }
  }

  /** Those that have to be made again where these names are set. */
  Set<ConfigClass> influencedBy(Set<String> names) {
    return influences.of(names).stream().mapToObj(m -> all.get(m).type).collect(Collectors.toSet());
  }

  /** For sources that do not say what they have. */
  private BitSet asked(ConfigSource source) {
    BitSet influenced = new BitSet(all.size());
    for (int m = 0; m < all.size(); m++) {
      for (String name : all.get(m).type.getProperties().keySet()) {
        if (source.getValue(name) != null) {
          influenced.set(m);
          break;
        }
      }
    }
    return influenced;
  }
}
