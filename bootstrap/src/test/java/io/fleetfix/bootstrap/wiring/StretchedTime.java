package io.fleetfix.bootstrap.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A time that several threads share. It passes only while all of them sleep, and then at once up to
 * the end of the shortest sleep.
 */
final class StretchedTime implements LongSupplier {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition passed = lock.newCondition();
  private final List<Long> wakings = new ArrayList<>();
  private int threads;
  private long now;

  @Override
  public long getAsLong() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Call it for each thread before the first one starts. */
  void join() {
    threads++;
  }

  /** The calling thread sleeps no more. */
  void leave() {
    lock.lock();
    try {
      threads--;
      passIfAllSleep();
    } finally {
      lock.unlock();
    }
  }

  void sleep(Duration time) {
    lock.lock();
    try {
      Long waking = now + time.toNanos();
      wakings.add(waking);
      passIfAllSleep();
      while (now < waking) {
        passed.awaitUninterruptibly();
      }
      wakings.remove(waking);
    } finally {
      lock.unlock();
    }
  }

  private void passIfAllSleep() {
    if (!wakings.isEmpty() && wakings.size() == threads) {
      now = Math.max(now, wakings.stream().mapToLong(Long::longValue).min().orElseThrow());
      passed.signalAll();
    }
  }
}
