package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolIdTest {

  @Test
  void nameMayHoldSixtyThreeCharactersAndNotOneMore() {
    assertTrue(PoolId.isName("a".repeat(63)));
    assertThrows(IllegalArgumentException.class, () -> PoolId.of("a".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a b", "a/b", "../a", "a}", "a\n", "é"})
  void otherNamesAreRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> PoolId.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a{b", "a}b", ".a", "a\n"})
  void tenantsThatWouldBreakOutOfTheHashTagAreRefused(String tenant) {
    assertThrows(IllegalArgumentException.class, () -> new PoolId(tenant, "books"));
  }

  @Test
  void textFormJoinsTenantAndName() {
    assertEquals("acme/books", new PoolId("acme", "books").toString());
    assertEquals("default/books", PoolId.of("books").toString());
  }

  @Test
  void textFormIsReadBack() {
    assertEquals(new PoolId("acme", "books"), PoolId.parse("acme/books"));
    assertEquals(PoolId.of("books"), PoolId.parse("books"));
    assertThrows(IllegalArgumentException.class, () -> PoolId.parse("acme/books/more"));
    assertThrows(IllegalArgumentException.class, () -> PoolId.parse("/books"));
  }
}
