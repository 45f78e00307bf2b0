package dev.lrgd.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoOccurrenceTest {
  private static final int[][] HISTORIES = {{0, 1, 2}, {1, 0}, {2}};

  @Test
  void aPairCountsByTheInverseOfItsDistanceInBothDirections() {
    SparseRows counts = CoOccurrence.symmetric(HISTORIES, 3, 50);
    assertEquals(2, at(counts, 0, 1), 1e-6);
    assertEquals(2, at(counts, 1, 0), 1e-6);
    assertEquals(0.5, at(counts, 0, 2), 1e-6);
    assertEquals(1, at(counts, 2, 1), 1e-6);
  }

  @Test
  void directedCountsKeepWhatCameFirstAsTheRow() {
    SparseRows counts = CoOccurrence.directed(HISTORIES, 3, 50);
    assertEquals(1, at(counts, 0, 1), 1e-6);
    assertEquals(1, at(counts, 1, 0), 1e-6);
    assertEquals(0.5, at(counts, 0, 2), 1e-6);
    assertEquals(0, at(counts, 2, 0), 0);
  }

  @Test
  void theWindowIsInclusive() {
    int[][] history = {{0, 1, 2, 3}};
    assertEquals(0.5, at(CoOccurrence.directed(history, 4, 2), 0, 2), 1e-6);
    assertEquals(0, at(CoOccurrence.directed(history, 4, 2), 0, 3), 0);
  }

  @Test
  void columnsOfARowAscendWithoutRepeats() {
    SparseRows counts = CoOccurrence.symmetric(new int[][] {{2, 0, 2, 1, 0}}, 3, 50);
    for (int r = 0; r < 3; r++) {
      for (int e = counts.offsets[r] + 1; e < counts.offsets[r + 1]; e++) {
        assertEquals(1, Integer.signum(counts.column[e] - counts.column[e - 1]));
      }
    }
  }

  @Test
  void ppmiIsThePositivePartOfTheSmoothedLogRatio() {
    SparseRows counts = CoOccurrence.symmetric(HISTORIES, 3, 50);
    SparseRows ppmi = Ppmi.of(counts);
    double[] mass = {2.5, 3, 1.5};
    double total = 0;
    for (double m : mass) {
      total += Math.pow(m, 0.75);
    }
    double expected = Math.log(2 / (2.5 * Math.pow(3, 0.75) / total));
    assertEquals(Math.max(0, expected), at(ppmi, 0, 1), 1e-5);
    double below = Math.log(0.5 / (2.5 * Math.pow(1.5, 0.75) / total));
    assertEquals(Math.max(0, below), at(ppmi, 0, 2), 1e-5);
  }

  @Test
  void noHistoriesGiveAnEmptyMatrix() {
    assertArrayEquals(new int[4], Ppmi.of(CoOccurrence.symmetric(new int[0][], 3, 50)).offsets);
  }

  private static double at(SparseRows m, int row, int column) {
    double value = 0;
    for (int e = m.offsets[row]; e < m.offsets[row + 1]; e++) {
      value += m.column[e] == column ? m.value[e] : 0;
    }
    return value;
  }
}
