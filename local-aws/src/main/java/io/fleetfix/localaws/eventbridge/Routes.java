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
import software.amazon.event.ruler.Machine;

/**
 * The bus and its rules, matched by AWS's own rule engine. If a target fails, delivery is retried
 * until it succeeds, if necessary in the next run. A slow target does not delay senders.
 */
final class Routes implements AutoCloseable {
  private static final int DELIVERING_THREADS = 4;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

  private final String bus;
  private final BusLog log;
  private final Target target;
  private final Machine machine = Machine.builder().build();
  private final ScheduledExecutorService deliveries =
      Tasks.OF_THIS_PROCESS.delayed("bus-delivery-", DELIVERING_THREADS);

  Routes(String bus, List<LocalRule> rules, BusLog log, Target target) throws IOException {
    this.bus = bus;
    this.log = log;
    this.target = target;
    for (LocalRule rule : rules) {
      machine.addRule(rule.name(), rule.pattern());
    }
  }

  /** DescribeEventBus. */
  Answer describe(String nameOrArn) {
    String name = BusEvent.busName(nameOrArn);
    return name.equals(bus)
        ? Answer.ofBus(name, BusEvent.busArn(name))
        : Answer.error(400, "ResourceNotFoundException", "Event bus " + name + " does not exist.");
  }

  /** Returns at once. Events for another bus are dropped silently, as on AWS. */
  void send(List<BusEvent> events, Duration delay) {
    route(events, Set.of()).forEach((rule, matched) -> deliver(rule, matched, delay));
  }

  /**
   * Sends events that an earlier run accepted but did not deliver. An event whose delivery it could
   * not record any more is delivered twice.
   *
   * @param delivered the recorded deliveries, see {@link BusLog#deliveredSoFar}
   */
  void resume(List<BusEvent> events, Set<String> delivered) {
    route(events, delivered)
        .forEach(
            (rule, left) -> {
              for (int from = 0; from < left.size(); from += PutEvents.MAX_ENTRIES) {
                int to = Math.min(left.size(), from + PutEvents.MAX_ENTRIES);
                deliver(rule, left.subList(from, to), Duration.ZERO);
              }
            });
  }

  private Map<String, List<BusEvent>> route(List<BusEvent> events, Set<String> delivered) {
    Map<String, List<BusEvent>> routed = new LinkedHashMap<>();
    for (BusEvent event : events) {
      if (event.bus().equals(bus)) {
        for (String rule : matchingRules(event.envelope().toString())) {
          if (!delivered.contains(BusLog.delivery(rule, event))) {
            routed.computeIfAbsent(rule, first -> new ArrayList<>()).add(event);
          }
        }
      }
    }
    return routed;
  }

  private List<String> matchingRules(String envelope) {
    try {
      return machine.rulesForJSONEvent(envelope);
    } catch (Exception unreadable) { // the engine declares no more specific exception
      throw new IllegalStateException("The rule engine can't parse an event", unreadable);
    }
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
