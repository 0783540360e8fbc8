package io.fleetfix.outbox.dynamodb.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs in the order in which they came, several at a time, while it is open. What it does not
 * get to waits for the next time. One thread at a time adds jobs, opens and shuts.
 */
final class JobLine {
  private final ReaderThreads threads;
  private final int atOnce;
  private final Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
  private final AtomicInteger workers = new AtomicInteger();
  private volatile boolean open;

  /**
   * A line that is shut.
   *
   * @param threads are woken after each job
   */
  JobLine(ReaderThreads threads, int atOnce) {
    this.threads = threads;
    this.atOnce = atOnce;
  }

  void open() {
    open = true;
  }

  /** No further job begins. Those in progress go on. */
  void shut() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  void add(Runnable job) {
    jobs.add(job);
  }

  /** Call it after jobs were added, and after each wake-up. */
  void run() {
    for (int free = Math.min(atOnce - workers.get(), jobs.size()); free > 0; free--) {
      workers.incrementAndGet();
      threads.start(this::work);
    }
  }

  private void work() {
    try {
      @Nullable Runnable job = next();
      while (job != null) {
        job.run();
        threads.wake();
        job = next();
      }
    } finally {
      workers.decrementAndGet();
      threads.wake();
    }
  }

  private @Nullable Runnable next() {
    return open ? jobs.poll() : null;
  }
}
