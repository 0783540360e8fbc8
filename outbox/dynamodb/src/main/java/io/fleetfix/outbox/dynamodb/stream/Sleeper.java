package io.fleetfix.outbox.dynamodb.stream;

import java.util.concurrent.locks.LockSupport;

/** How the reader waits. It may end early: whoever pauses looks again. */
@FunctionalInterface
interface Sleeper {
  void pause(long nanos) throws InterruptedException;

  /** Lets the thread rest; an interrupt ends it. */
  static Sleeper parking() {
    return nanos -> {
      LockSupport.parkNanos(nanos);
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while waiting for records");
      }
    };
  }
}
