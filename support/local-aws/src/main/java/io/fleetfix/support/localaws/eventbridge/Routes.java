package io.fleetfix.support.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.BusRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.event.ruler.Machine;

/**
 * The one bus that there is, with its rules: the patterns that are deployed, matched by AWS's own
 * engine. A target that fails gets the same events again until it takes them, for as long as the
 * process lives; a target that is slow holds up no sender.
 */
final class Routes implements AutoCloseable {
  private static final int DELIVERING_THREADS = 4;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

  private final String bus;
  private final Target target;
  private final Machine rules = Machine.builder().build();
  private final ScheduledExecutorService deliveries =
      Executors.newScheduledThreadPool(
          DELIVERING_THREADS, Thread.ofPlatform().daemon().name("bus-delivery-", 0).factory());

  Routes(String bus, Target target) throws IOException {
    this.bus = bus;
    this.target = target;
    ObjectMapper json = new ObjectMapper();
    for (Map.Entry<String, JsonNode> rule : json.readTree(BusRule.patterns()).properties()) {
      rules.addRule(rule.getKey(), json.writeValueAsString(rule.getValue()));
    }
  }

  /** Returns at once. Events of another bus go nowhere, and nobody hears of it: as on AWS. */
  void send(List<BusEvent> events, Duration delay) {
    Map<String, List<String>> envelopes = new LinkedHashMap<>();
    for (BusEvent event : events) {
      if (event.bus().equals(bus)) {
        String envelope = event.envelope().toString();
        for (String rule : matchingRules(envelope)) {
          envelopes.computeIfAbsent(rule, first -> new ArrayList<>()).add(envelope);
        }
      }
    }
    envelopes.forEach((rule, matched) -> deliver(rule, matched, delay));
  }

  private List<String> matchingRules(String envelope) {
    try {
      return rules.rulesForJSONEvent(envelope);
    } catch (Exception unreadable) { // the signature of the engine says no more
      throw new IllegalStateException("The rules can't read an event", unreadable);
    }
  }

  private void deliver(String rule, List<String> envelopes, Duration delay) {
    Runnable delivery =
        () -> {
          try {
            target.deliver(rule, envelopes);
          } catch (RuntimeException notTaken) {
            deliver(rule, envelopes, PAUSE_AFTER_FAILURE);
          }
        };
    try {
      var unused = deliveries.schedule(delivery, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // As when a process dies: what it had not delivered yet is gone.
    }
  }

  @Override
  public void close() {
    deliveries.shutdownNow();
  }
}
