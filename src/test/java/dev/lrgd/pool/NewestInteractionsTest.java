package dev.lrgd.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lrgd.space.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestInteractionsTest {
  private static final List<Interaction> U =
      List.of(interaction("u", "a", 1), interaction("u", "b", 5), interaction("u", "c", 5));
  private static final List<Interaction> V =
      List.of(interaction("v", "a", 2), interaction("v", "d", 5));

  private static Interaction interaction(String user, String item, long time) {
    return new Interaction(user, item, time, 0);
  }

  private static NewestInteractions newest(int atMost) {
    return new NewestInteractions(atMost).addAll(V).addAll(U);
  }

  @Test
  void asManyAsThereAreAllStayUserByUser() {
    for (int atMost : new int[] {5, 6}) {
      assertEquals(List.of(U.get(0), U.get(1), U.get(2), V.get(0), V.get(1)), newest(atMost).all());
      assertEquals(0, newest(atMost).older());
    }
  }

  @Test
  void ofMoreTheOldestGoes() {
    assertEquals(List.of(U.get(1), U.get(2), V.get(0), V.get(1)), newest(4).all());
    assertEquals(1, newest(4).older());
  }

  @Test
  void ofTheSameTimeTheFirstUsersStayAndWhatArrivedLast() {
    assertEquals(List.of(U.get(1), U.get(2)), newest(2).all());
    assertEquals(List.of(U.get(2)), newest(1).all());
    assertEquals(4, newest(1).older());
  }

  @Test
  void theOrderOfUsersDoesNotMatter() {
    Random random = new Random(1);
    List<List<Interaction>> users = new ArrayList<>();
    for (int u = 0; u < 40; u++) {
      List<Interaction> own = new ArrayList<>();
      for (int i = 0; i < 1 + u % 5; i++) {
        own.add(interaction("u" + u, "i" + i, random.nextInt(6)));
      }
      own.sort(Comparator.comparingLong(Interaction::time));
      users.add(own);
    }
    List<Interaction> expected = kept(users);
    for (int shuffle = 0; shuffle < 10; shuffle++) {
      Collections.shuffle(users, random);
      assertEquals(expected, kept(users));
    }
  }

  private static List<Interaction> kept(List<List<Interaction>> users) {
    NewestInteractions newest = new NewestInteractions(37);
    users.forEach(newest::addAll);
    return newest.all();
  }
}
