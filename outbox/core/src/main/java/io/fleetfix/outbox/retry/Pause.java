package io.fleetfix.outbox.retry;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits for time to pass. An argument, so that tests can wait in virtual time. */
@FunctionalInterface
public interface Pause {
  /**
   * Parks the thread. If the thread is interrupted, before or during the pause, the interrupt is
   * cleared and thrown.
   */
  Pause PARKING =
      nanos -> {
        LockSupport.parkNanos(nanos);
        if (Thread.interrupted()) {
          throw new InterruptedException("Interrupted during a pause");
        }
      };

  /**
   * Waits this long, or less: a caller that needs the whole time checks its clock again.
   *
   * @param nanos zero or less for no time
   */
  void nanos(long nanos) throws InterruptedException;
}
