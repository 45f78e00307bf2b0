package dev.lrgd.function.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InfluencesTest {
  private static final int HTTP = 0;
  private static final int LOG = 1;
  private static final int STORE = 2;

  private final Influences influences = influences();

  private static Influences influences() {
    Influences influences = new Influences(Set.of("quarkus.profile", "smallrye.config.locations"));
    influences.add(
        Set.of("quarkus.http"), Set.of("quarkus.http.port", "%prod.quarkus.http.port", "port"));
    influences.add(Set.of("quarkus.log"), Set.of("quarkus.log.level"));
    influences.add(
        Set.of("lrgd.store"),
        Set.of("lrgd.store", "some.other-name", "com.acme.\"A\"/mp-rest/url"));
    return influences;
  }

  @Test
  void whatIsUnderThePrefixOfAMappingHasAnInfluenceOnIt() {
    expect(List.of("quarkus.http.port"), HTTP);
    expect(List.of("QUARKUS_HTTP_PORT"), HTTP);
    expect(List.of("quarkus.log.category.\"a.b\".level"), LOG);
    expect(List.of("QUARKUS_LOG_CATEGORY__A_B__LEVEL"), LOG);
    expect(List.of("LRGD_STORE"), STORE);
    expect(List.of("lrgd.store[0]"), STORE);
    expect(List.of("lrgd.store.no-such-name", "QUARKUS_LOG_X"), LOG, STORE);
  }

  @Test
  void soHasWhatWasReadElsewhere() {
    expect(List.of("port"), HTTP);
    expect(List.of("PORT"), HTTP);
    expect(List.of("SOME_OTHER_NAME"), STORE);
    expect(List.of("COM_ACME__A__MP_REST_URL"), STORE);
    expect(List.of("com.acme.\"A\"/mp-rest/url"), STORE);
  }

  @Test
  void soHasANameForAProfile() {
    expect(List.of("_PROD_QUARKUS_HTTP_PORT"), HTTP);
    expect(List.of("_PROD_SOME_OTHER_NAME"), STORE);
    expect(List.of("%prod.quarkus.http.port"), HTTP, LOG, STORE);
    expect(List.of("%{prod,test}.quarkus.http.port"), HTTP, LOG, STORE);
  }

  @Test
  void whatAllHangOnHasAnInfluenceOnAll() {
    expect(List.of("QUARKUS_PROFILE"), HTTP, LOG, STORE);
    expect(List.of("smallrye.config.locations"), HTTP, LOG, STORE);
  }

  @Test
  void nothingElseHas() {
    expect(
        List.of(
            "PATH",
            "_",
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_LAMBDA_FUNCTION_NAME",
            "QUARKUS_HTT",
            "QUARKUS_HTTPS_PORT",
            "quarkus.logging",
            "java.version",
            "lrgd.storey",
            "name",
            ""));
  }

  @Test
  void aMappingMayHaveItsNamesUnderSeveral() {
    Influences two = new Influences(Set.of());
    two.add(Set.of("quarkus.locales", "quarkus.config.sources."), Set.of("quarkus.locales"));
    assertEquals(bits(0), two.of(List.of("QUARKUS_LOCALES")));
    assertEquals(bits(0), two.of(List.of("quarkus.config.sources.a")));
    assertEquals(bits(), two.of(List.of("QUARKUS_LAMBDA_HANDLER", "quarkus.config.x")));
  }

  @Test
  void aMappingWithoutAPrefixHangsOnEverything() {
    Influences everything = new Influences(Set.of());
    everything.add(Set.of(""), Set.of());
    assertEquals(bits(0), everything.of(List.of("x")));
    assertEquals(bits(), everything.of(List.of()));
  }

  private void expect(List<String> names, int... mappings) {
    assertEquals(bits(mappings), influences.of(names), names.toString());
  }

  private static BitSet bits(int... numbers) {
    BitSet bits = new BitSet();
    for (int number : numbers) {
      bits.set(number);
    }
    return bits;
  }
}
