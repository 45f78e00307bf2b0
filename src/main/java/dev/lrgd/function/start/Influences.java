package dev.lrgd.function.start;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which mappings a name that is set outside the executable can have an influence on. Rather too
 * many than too few: a mapping that is named here for nothing is only made once more.
 *
 * <p>Names are compared as environment variables are, {@code quarkus.http.port} being {@code
 * QUARKUS_HTTP_PORT}, and any number of characters that are neither letter nor digit count as one.
 */
final class Influences {
  private final List<String[]> roots = new ArrayList<>();

  /** What stands before the first {@code _} of the roots: few names outside begin with one. */
  private final Set<String> beginnings = new HashSet<>();

  private final Map<String, List<Integer>> readers = new HashMap<>();

  /** The same of those in {@link #readers}. */
  private final Set<String> readBeginnings = new HashSet<>();

  private final Set<String> readByAll = new HashSet<>();

  /**
   * @param readByAll what was looked up for the configuration as a whole, such as its profile
   */
  Influences(Set<String> readByAll) {
    readByAll.forEach(name -> this.readByAll.add(plain(name)));
  }

  /**
   * Adds the next mapping, the first being 0.
   *
   * @param prefixes under which all its own names are, whatever is in its maps
   * @param read the names that were looked up to make it, its own and others
   */
  void add(Set<String> prefixes, Set<String> read) {
    int mapping = roots.size();
    String[] own = prefixes.stream().map(Influences::plain).distinct().toArray(String[]::new);
    roots.add(own);
    for (String root : own) {
      beginnings.add(beginning(root));
    }
    for (String name : read) {
      String plain = plain(name);
      if (!isUnder(own, plain)) {
        readers.computeIfAbsent(plain, n -> new ArrayList<>()).add(mapping);
        if (!plain.startsWith("_")) { // That one has its profile in it, and counts as it is.
          readBeginnings.add(beginning(plain));
        }
      }
    }
  }

  /** The numbers of the mappings that have to be made again where these names are set. */
  BitSet of(Iterable<String> names) {
    BitSet mappings = new BitSet(roots.size());
    for (String name : names) {
      String plain = plain(name);
      // A name with a profile in a form that has many spellings: %prod.a, %{prod,test}.a
      if (name.startsWith("%") || readByAll.contains(plain)) {
        mappings.set(0, roots.size());
        return mappings;
      }
      readers.getOrDefault(plain, List.of()).forEach(mappings::set);
      if (isForAProfile(plain)) {
        readers.forEach(
            (read, those) -> {
              if (plain.contains("_" + read)) {
                those.forEach(mappings::set);
              }
            });
      }
      if (canBeUnderARoot(plain)) {
        for (int m = 0; m < roots.size(); m++) {
          if (isUnder(roots.get(m), plain)) {
            mappings.set(m);
          }
        }
      }
    }
    return mappings;
  }

  /** _PROD_QUARKUS_HTTP_PORT; but _HANDLER, which Lambda sets, is not. */
  private boolean isForAProfile(String name) {
    return name.startsWith("_")
        && readBeginnings.stream().anyMatch(beginning -> name.contains("_" + beginning));
  }

  private boolean canBeUnderARoot(String name) {
    return name.startsWith("_")
        || beginnings.contains(beginning(name))
        || beginnings.contains(""); // The root of all names.
  }

  private static String beginning(String name) {
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  private static boolean isUnder(String[] roots, String name) {
    for (String root : roots) {
      if (isUnder(root, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnder(String root, String name) {
    if (name.startsWith("_")) { // _PROD_QUARKUS_HTTP_PORT is for a profile.
      return name.contains("_" + root);
    }
    return name.startsWith(root)
        && (name.length() == root.length() || root.isEmpty() || name.charAt(root.length()) == '_');
  }

  /** In small letters and digits, with one {@code _} for whatever is between them. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        plain.append((char) (c - 'A' + 'a'));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        plain.append(c);
      } else if (plain.length() == 0 || plain.charAt(plain.length() - 1) != '_') {
        plain.append('_');
      }
    }
    int last = plain.length() - 1;
    return last > 0 && plain.charAt(last) == '_' ? plain.substring(0, last) : plain.toString();
  }
}
