package io.fleetfix.outbox.contracts;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats an assertion until it holds or a generous deadline has passed. All deadlines of tests
 * come from here, so that one property lengthens them for a busy machine: {@code
 * -Dfleetfix.patience=10}, which multiplies them.
 */
public final class Eventually {
  private static final int PATIENCE = Integer.getInteger("fleetfix.patience", 1);

  /** Twice as long as a message stays invisible after its consumer died. */
  private static final Duration DEADLINE = patient(Duration.ofSeconds(60));

  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /**
   * A deadline for tests.
   *
   * @param usual for a machine that does nothing else
   */
  public static Duration patient(Duration usual) {
    return usual.multipliedBy(PATIENCE);
  }

  /** An assertion that may take some time to hold. */
  @FunctionalInterface
  public interface Assertion {
    void check() throws Exception;
  }

  /**
   * Returns as soon as the assertion holds.
   *
   * @throws AssertionError the last failure, if the assertion does not hold within a minute, times
   *     the patience
   */
  public static void eventually(Assertion assertion) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() - end > 0) {
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
