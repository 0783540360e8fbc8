package io.fleetfix.support.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Completes repairs in eight threads while another thread relays, and times every event. */
final class RelayLoad {
  private static final int WRITERS = 8;

  private final RelaySubject subject;
  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private final Map<String, Long> accepted = new ConcurrentHashMap<>();

  RelayLoad(RelaySubject subject) {
    this.subject = subject;
  }

  /**
   * The result of one run.
   *
   * @param rate events per second, from the first commit to the last event on the bus
   * @param cpu milliseconds of this process's processor time per event
   * @param lag milliseconds from the response to a commit until its event reached the bus,
   *     ascending
   */
  record Result(double rate, double cpu, List<Double> lag) {
    Result {
      lag = List.copyOf(lag);
    }

    double lag(double share) {
      return lag.get((int) Math.min(lag.size() - 1, lag.size() * share));
    }
  }

  /**
   * Completes all repairs.
   *
   * @param rate completions per second; 0 for as many as possible
   */
  Result run(List<String> repairs, double rate) throws Exception {
    CountDownLatch left = new CountDownLatch(repairs.size());
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    Duration cpuBefore = cpu();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
      Future<?> relaying = threads.submit(() -> relay(left));
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writing.add(threads.submit(() -> write(repairs, next, start, rate)));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
      relaying.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = cpu().minus(cpuBefore).toNanos() / 1e6 / repairs.size();
    List<Double> lag =
        committed.entrySet().stream()
            .map(
                event ->
                    (Objects.requireNonNull(accepted.get(event.getKey())) - event.getValue()) / 1e6)
            .sorted()
            .toList();
    return new Result(repairs.size() / seconds, cpu, lag);
  }

  private void write(List<String> repairs, AtomicInteger next, long start, double rate) {
    for (int i = next.getAndIncrement(); i < repairs.size(); i = next.getAndIncrement()) {
      if (rate > 0) {
        LockSupport.parkNanos(start + (long) (i / rate * 1e9) - System.nanoTime());
      }
      String eventId = subject.complete(repairs.get(i));
      committed.put(eventId, System.nanoTime());
    }
  }

  private Void relay(CountDownLatch left) throws InterruptedException {
    while (left.getCount() > 0) {
      subject.relay(
          events -> {
            for (String event : events) {
              if (accepted.putIfAbsent(event, System.nanoTime()) == null) {
                left.countDown();
              }
            }
          });
    }
    return null;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
