package io.fleetfix.outbox.retry;

import java.time.Duration;

/** The retries of one call. For one thread. */
public final class Retries {
  private final Backoff backoff;
  private final long start;
  private Duration pause = Duration.ZERO;

  Retries(Backoff backoff) {
    this.backoff = backoff;
    this.start = backoff.nanoTime().getAsLong();
  }

  /**
   * Call it after a failed try: pauses until the next one may begin.
   *
   * @return false if there must be no further try, because it would begin after the deadline, or
   *     because the thread is interrupted; the interrupt flag then stays set
   */
  public boolean again() {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    pause = backoff.pauses().next(pause);
    long nanos = backoff.random().nextLong(pause.toNanos() / 2, pause.toNanos() + 1);
    long past = backoff.nanoTime().getAsLong() - start;
    if (past + nanos > backoff.deadline().toNanos()) {
      return false;
    }
    try {
      backoff.pause().nanos(nanos);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
