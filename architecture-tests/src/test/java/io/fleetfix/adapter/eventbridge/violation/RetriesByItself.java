package io.fleetfix.adapter.eventbridge.violation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Ways to pause between tries without a deadline. */
public final class RetriesByItself {
  private RetriesByItself() {}

  /** By parking. */
  public static final class Parks {
    private Parks() {}

    public static void until(BooleanSupplier done) {
      while (!done.getAsBoolean()) {
        LockSupport.parkNanos(1_000);
      }
    }
  }

  /** By parking, with a method reference. */
  public static final class ParksByReference {
    private ParksByReference() {}

    public static LongConsumer pause() {
      return LockSupport::parkNanos;
    }
  }

  /** On a latch. */
  public static final class WaitsOnALatch {
    private WaitsOnALatch() {}

    public static boolean pause(CountDownLatch latch) throws InterruptedException {
      return latch.await(1, TimeUnit.SECONDS);
    }
  }

  /** On a condition. */
  public static final class WaitsOnACondition {
    private WaitsOnACondition() {}

    @SuppressWarnings("WaitNotInLoop") // how it waits makes no difference here
    public static long pause(Condition condition) throws InterruptedException {
      return condition.awaitNanos(1_000);
    }
  }

  /** Without any pause. */
  public static final class Spins {
    private Spins() {}

    public static void until(BooleanSupplier done) {
      while (!done.getAsBoolean()) {
        Thread.onSpinWait();
      }
    }
  }
}
