package io.fleetfix.outbox.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a task on several threads at the same time. */
public final class Together {
  private Together() {}

  /**
   * Starts all threads at once and waits for all of them.
   *
   * @return the results of all threads
   * @throws java.util.concurrent.ExecutionException if the task failed on any thread
   */
  public static <T> List<T> together(int threads, Callable<T> task) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(
            executor.submit(
                () -> {
                  gate.await();
                  return task.call();
                }));
      }
      gate.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }
}
