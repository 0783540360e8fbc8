package io.fleetfix.outbox.loop;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Short-lived threads. Out of memory in one of them ends the process.
 *
 * @param end what happens when memory has run out
 */
public record Tasks(ProcessEnd end) {
  public static final Tasks OF_THIS_PROCESS = new Tasks(ProcessEnd.HALT);

  public Tasks {
    Halt.prepare();
  }

  /**
   * Runs a task for each item, in threads of their own, and returns when all have ended. When
   * interrupted, it drops the items that wait for a thread, interrupts the others, waits for them,
   * and leaves the interrupt flag set.
   *
   * @param items distinct
   * @param atOnce how many run at once, at least 1
   * @return the items whose task failed or was not run, and why. An error counts as a failure, and
   *     is the cause of its exception
   */
  public <T> Map<T, RuntimeException> forEach(Collection<T> items, int atOnce, Consumer<T> task) {
    Map<T, RuntimeException> failures = new ConcurrentHashMap<>();
    items.forEach(item -> failures.put(item, new IllegalStateException("The task was not run")));
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      items.forEach(item -> threads.execute(() -> attempt(item, task, failures)));
    }
    return failures;
  }

  private <T> void attempt(T item, Consumer<T> task, Map<T, RuntimeException> failures) {
    try {
      task.accept(item);
      failures.remove(item);
    } catch (RuntimeException failure) {
      end.ifOutOfMemory(failure);
      failures.put(item, failure);
    } catch (Error broken) { // must be reported here, or the item counts as done
      end.ifOutOfMemory(broken);
      failures.put(item, new IllegalStateException("The task threw an error", broken));
    }
  }

  /** One virtual thread per task, whose failure is logged. For servers; close it. */
  public ExecutorService perTask() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().uncaughtExceptionHandler(new UncaughtFailures(end)).factory());
  }

  /**
   * Threads for delayed tasks. A task keeps its failure in its future: it has to handle failures,
   * errors included, by itself.
   */
  public ScheduledExecutorService delayed(String name, int threads) {
    return Executors.newScheduledThreadPool(
        threads, Thread.ofPlatform().daemon().name(name, 0).factory());
  }
}
