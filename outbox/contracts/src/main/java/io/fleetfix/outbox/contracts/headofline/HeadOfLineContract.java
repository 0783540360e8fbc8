package io.fleetfix.outbox.contracts.headofline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails at the head of a list delays what is behind it by no more than its usual time, and
 * is named. It holds for items that fail forever, and for more of them than the line takes at a
 * time.
 */
public interface HeadOfLineContract {
  /** A new, empty line over a new store. */
  Line newLine() throws Exception;

  /** Enough that the start of a line does not decide. */
  private static int healthy(Line line) {
    return 6 * line.window();
  }

  @Test
  default void failingItemsAtTheHeadDelayTheOthersByNoMoreThanTheirUsualTime() throws Exception {
    int usual;
    try (Line line = newLine()) {
      line.addHealthy(healthy(line));
      usual = roundsUntilDone(line, healthy(line), 100 * line.window());
    }
    try (Line line = newLine()) {
      line.addFailing(line.window() + 1);
      line.addHealthy(healthy(line));

      int rounds = roundsUntilDone(line, healthy(line), 100 * line.window());

      assertThat(rounds).as("rounds, and %s without failing items", usual).isBetween(1, 2 * usual);
    }
  }

  @Test
  default void everyFailingItemIsNamed() throws Exception {
    try (Line line = newLine()) {
      List<String> failing = new ArrayList<>(line.addFailing(line.window() + 1));
      line.addHealthy(healthy(line));
      for (int round = 0; round < 100 * line.window(); round++) {
        if (line.named().containsAll(failing)) {
          break;
        }
        line.round();
      }

      assertThat(line.named()).containsAll(failing);
    }
  }

  @Test
  default void itemsThatFailLaterDelayNothingEither() throws Exception {
    try (Line line = newLine()) {
      line.addFailing(line.window() + 1);
      line.addHealthy(healthy(line));
      int first = roundsUntilDone(line, healthy(line), 100 * line.window());
      line.addFailing(line.window() + 1);
      line.addHealthy(healthy(line));

      int second = roundsUntilDone(line, 2 * healthy(line), 100 * line.window());

      assertThat(second).as("rounds, and %s before", first).isLessThanOrEqualTo(2 * first);
    }
  }

  private static int roundsUntilDone(Line line, int count, int most) throws Exception {
    int rounds = 0;
    while (line.done() < count && rounds < most) {
      line.round();
      rounds++;
    }
    assertThat(line.done()).as("healthy items done after %s rounds", rounds).isEqualTo(count);
    return rounds;
  }
}
