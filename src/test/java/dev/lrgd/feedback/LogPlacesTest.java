package dev.lrgd.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPlacesTest {
  @Test
  void placesAreComparedAsNumbersAndTheEmptyOneIsFirst() {
    for (List<String> ordered :
        List.of(List.of("", "2", "10"), List.of("", "99-7", "100-9", "100-10", "1000-0"))) {
      List<String> places = new ArrayList<>(ordered);
      Collections.reverse(places);
      places.sort(LogPlaces.ORDER);
      assertEquals(ordered, places);
    }
  }
}
