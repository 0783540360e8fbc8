package io.fleetfix.outbox.loop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that go on without their caller, each in a thread of its own: a caller waits for a short
 * time, so that a task that hangs delays no other. There is one task per key at a time.
 * Thread-safe.
 */
public final class DetachedTasks implements Background {
  /** How long running tasks may go on during a stop before they are interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(DetachedTasks.class);

  private final Limits limits;
  private final ProcessEnd end;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;

  /** Oldest first. */
  private final Map<Object, Running> running = new LinkedHashMap<>();

  /**
   * The limits of tasks of one kind.
   *
   * @param patience how long a caller waits for a task
   * @param mostAtOnce how many tasks run at once
   * @param abandonedAfter the age from which on the oldest task is interrupted if another one needs
   *     its place
   */
  public record Limits(Duration patience, int mostAtOnce, Duration abandonedAfter) {}

  private record Running(FutureTask<Void> work, long startedAt, Object identity) {}

  /** Creates it without tasks; it needs no start. */
  public DetachedTasks(Limits limits, Supervision supervision) {
    this.limits = limits;
    this.end = supervision.end();
    this.nanoTime = supervision.nanoTime();
    this.threads = new Tasks(end).perTask();
  }

  /**
   * Runs a task, or waits for the one that runs under the same key, and throws what it throws.
   *
   * @param key identifies the task, by its equals
   * @param task has to end soon after its thread is interrupted
   * @return whether the task has ended; false if it still runs, was interrupted, or was not begun
   *     because there is no place for it
   */
  public boolean run(Object key, Runnable task) {
    FutureTask<Void> work = joined(key, task);
    if (work == null) {
      return false;
    }
    try {
      work.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | CancellationException detached) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(failed.getCause());
    }
  }

  /** Whether a task runs under this key: false once it has ended, also by a failure. */
  public synchronized boolean isRunning(Object key) {
    return running.containsKey(key);
  }

  private synchronized @Nullable FutureTask<Void> joined(Object key, Runnable task) {
    Running other = running.get(key);
    if (other != null) {
      return other.work;
    }
    if (!hasPlace()) {
      return null;
    }
    Object identity = new Object(); // an abandoned task must not end its successor
    FutureTask<Void> work = new FutureTask<>(() -> work(key, identity, task), null);
    try {
      threads.execute(work);
    } catch (RejectedExecutionException stopping) {
      return null;
    }
    running.put(key, new Running(work, nanoTime.getAsLong(), identity));
    return work;
  }

  private boolean hasPlace() {
    if (running.size() < limits.mostAtOnce()) {
      return true;
    }
    Map.Entry<Object, Running> oldest = running.entrySet().iterator().next();
    long age = nanoTime.getAsLong() - oldest.getValue().startedAt;
    if (age < limits.abandonedAfter().toNanos()) {
      return false;
    }
    running.remove(oldest.getKey());
    oldest.getValue().work.cancel(true);
    return true;
  }

  private void work(Object key, Object identity, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) { // its caller may be gone
      end.ifOutOfMemory(failure);
      LOG.atDebug().setCause(failure).log("A detached task failed");
      throw failure;
    } finally {
      ended(key, identity);
    }
  }

  private synchronized void ended(Object key, Object identity) {
    running.computeIfPresent(key, (id, task) -> task.identity.equals(identity) ? null : task);
  }

  /** Runs the work even if this thread is interrupted, and leaves it interrupted then. */
  public static void uninterrupted(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void start() {}

  /** Begins no further task. */
  @Override
  public void stop() {
    threads.shutdown();
  }

  /** Interrupts the tasks that have not ended after some seconds, and waits for their ends. */
  @Override
  public void join() throws InterruptedException {
    if (!threads.awaitTermination(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
      threads.shutdownNow();
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }
  }

  /** None: a task that hangs, hangs no loop. */
  @Override
  public List<SupervisedLoop> loops() {
    return List.of();
  }
}
