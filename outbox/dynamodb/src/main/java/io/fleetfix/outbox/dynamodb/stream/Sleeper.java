package io.fleetfix.outbox.dynamodb.stream;

import java.util.concurrent.locks.LockSupport;

/** How the reader waits. A pause may end early, so the caller checks the time again. */
@FunctionalInterface
interface Sleeper {
  void pause(long nanos) throws InterruptedException;

  /** Parks the thread; an interrupt ends the pause. */
  static Sleeper parking() {
    return nanos -> {
      LockSupport.parkNanos(nanos);
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while waiting for records");
      }
    };
  }
}
