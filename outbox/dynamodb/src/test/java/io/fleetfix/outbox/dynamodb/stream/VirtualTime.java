package io.fleetfix.outbox.dynamodb.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only while every participant sleeps. Each participant is a thread, and exactly
 * one of them runs at a time, in the order of their wake-up times: a run with the same inputs takes
 * the same course.
 */
final class VirtualTime implements LongSupplier {
  private static final class Sleep {
    private final int turn;
    private final Condition over;
    private long until;

    Sleep(long until, int turn, Condition over) {
      this.until = until;
      this.turn = turn;
      this.over = over;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Sleep> sleeps =
      new PriorityQueue<>(
          Comparator.<Sleep>comparingLong(sleep -> sleep.until)
              .thenComparingInt(sleep -> sleep.turn));
  private final List<Throwable> failures = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
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
      sleepUntilOver(newSleep(nanos));
    } finally {
      lock.unlock();
    }
  }

  /** Runs the participants until all have ended, and returns the time that this took. Call once. */
  long run(List<Callable<Void>> participants) throws InterruptedException {
    long start = getAsLong();
    CountDownLatch left = new CountDownLatch(participants.size());
    lock.lock();
    try {
      participants.forEach(participant -> join(() -> takePart(participant, left)));
      wakeTheNext();
    } finally {
      lock.unlock();
    }
    left.await();
    threads.close(); // after those that the participants have started
    failures.forEach(
        failure -> {
          throw new AssertionError("A participant failed", failure);
        });
    return getAsLong() - start;
  }

  /** The threads of one reader. Each is a participant. */
  ReaderThreads threads() {
    return new Participants();
  }

  /** The participant sleeps from the beginning. */
  private void join(Runnable participant) {
    Sleep first = newSleep(1);
    threads.execute(
        () -> {
          lock.lock();
          try {
            while (sleeps.contains(first)) {
              first.over.awaitUninterruptibly();
            }
          } finally {
            lock.unlock();
          }
          participant.run();
        });
  }

  private void takePart(Callable<Void> participant, CountDownLatch left) {
    @Nullable Throwable failure = null;
    try {
      participant.call();
    } catch (Throwable any) { // whatever it is, the others must go on
      failure = any;
    } finally {
      left.countDown();
    }
    lock.lock();
    try {
      if (failure != null) {
        failures.add(failure);
      }
      awake--;
      wakeTheNext();
    } finally {
      lock.unlock();
    }
  }

  private Sleep newSleep(long nanos) {
    Sleep sleep = new Sleep(now + Math.max(nanos, 1), turns++, lock.newCondition());
    sleeps.add(sleep);
    return sleep;
  }

  private void sleepUntilOver(Sleep mine) {
    awake--;
    wakeTheNext();
    while (sleeps.contains(mine)) {
      mine.over.awaitUninterruptibly();
    }
  }

  private void wakeTheNext() {
    if (awake == 0 && !sleeps.isEmpty()) {
      Sleep next = sleeps.remove();
      now = next.until;
      awake++;
      next.over.signal();
    }
  }

  private final class Participants implements ReaderThreads {
    private @Nullable Sleep pausing;
    private boolean woken;

    @Override
    public void start(Runnable worker) {
      lock.lock();
      try {
        join(() -> takePart(Executors.callable(worker, null), new CountDownLatch(1)));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void pause(long nanos) {
      lock.lock();
      try {
        if (!woken) {
          Sleep mine = newSleep(nanos);
          pausing = mine;
          sleepUntilOver(mine);
        }
        pausing = null;
        woken = false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void wake() {
      lock.lock();
      try {
        woken = true;
        if (pausing != null && sleeps.remove(pausing)) {
          pausing.until = now;
          sleeps.add(pausing);
        }
      } finally {
        lock.unlock();
      }
    }

    /** The participants end with the run. */
    @Override
    public void close() {}
  }
}
