package io.fleetfix.outbox.dynamodb.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Time that passes only while every participant sleeps. Each participant is a thread, and exactly
 * one of them runs at a time, in the order of their wake-up times: a run with the same inputs takes
 * the same course.
 */
final class VirtualTime implements LongSupplier {
  private record Sleep(long until, int turn, Condition over) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Sleep> sleeps =
      new PriorityQueue<>(Comparator.comparingLong(Sleep::until).thenComparingInt(Sleep::turn));
  private long now;
  private int turns;
  private int awake;

  @Override
  public long getAsLong() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  void sleep(long nanos) {
    lock.lock();
    try {
      Sleep mine = new Sleep(now + Math.max(nanos, 1), turns++, lock.newCondition());
      sleeps.add(mine);
      awake--;
      wakeTheNext();
      while (sleeps.contains(mine)) {
        mine.over().awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs the participants until all have ended, and returns the time that this took. */
  long run(List<Callable<Void>> participants) throws Exception {
    long start = getAsLong();
    awake = participants.size();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> participant : participants) {
        running.add(threads.submit(() -> takePart(participant)));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
    return getAsLong() - start;
  }

  private Void takePart(Callable<Void> participant) throws Exception {
    sleep(1); // until all have come
    try {
      return participant.call();
    } finally {
      lock.lock();
      try {
        awake--;
        wakeTheNext();
      } finally {
        lock.unlock();
      }
    }
  }

  private void wakeTheNext() {
    if (awake == 0 && !sleeps.isEmpty()) {
      Sleep next = sleeps.remove();
      now = next.until();
      awake++;
      next.over().signal();
    }
  }
}
