package io.fleetfix.localaws.eventbridge;

import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The way from the bus to the targets. If a target fails, delivery is retried until it succeeds, if
 * necessary in the next run. A slow target does not delay senders.
 */
final class Routes implements AutoCloseable {
  private static final int DELIVERING_THREADS = 4;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

  private final Rules rules;
  private final BusLog log;
  private final Target target;
  private final ScheduledExecutorService deliveries =
      Tasks.OF_THIS_PROCESS.delayed("bus-delivery-", DELIVERING_THREADS);

  Routes(Rules rules, BusLog log, Target target) {
    this.rules = rules;
    this.log = log;
    this.target = target;
  }

  /** Returns at once. Events that no rule matches are dropped silently, as on AWS. */
  void send(List<BusEvent> events, Duration delay) {
    Map<String, List<BusEvent>> routed = new LinkedHashMap<>();
    events.forEach(event -> add(routed, event, rules.matching(event)));
    routed.forEach((rule, matched) -> deliver(rule, matched, delay));
  }

  /**
   * Sends what an earlier run accepted but did not deliver. An event whose delivery it could not
   * record any more is delivered twice.
   */
  void resume(List<BusLog.Waiting> waiting) {
    Map<String, List<BusEvent>> routed = new LinkedHashMap<>();
    waiting.forEach(each -> add(routed, each.event(), each.left()));
    routed.forEach(
        (rule, left) -> {
          for (int from = 0; from < left.size(); from += PutEvents.MAX_ENTRIES) {
            int to = Math.min(left.size(), from + PutEvents.MAX_ENTRIES);
            deliver(rule, left.subList(from, to), Duration.ZERO);
          }
        });
  }

  private static void add(Map<String, List<BusEvent>> routed, BusEvent event, Set<String> matched) {
    matched.forEach(rule -> routed.computeIfAbsent(rule, first -> new ArrayList<>()).add(event));
  }

  private void deliver(String rule, List<BusEvent> events, Duration delay) {
    Runnable delivery =
        () -> {
          try {
            target.deliver(
                rule, events.stream().map(event -> event.envelope().toString()).toList());
            log.delivered(rule, events);
          } catch (RuntimeException | IOException | Error notTaken) {
            ProcessEnd.HALT.ifOutOfMemory(notTaken);
            deliver(rule, events, PAUSE_AFTER_FAILURE);
          }
        };
    try {
      var unused = deliveries.schedule(delivery, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The next run delivers it from the log.
    }
  }

  @Override
  public void close() {
    deliveries.shutdownNow();
  }
}
