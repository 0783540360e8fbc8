package io.fleetfix.adapter.inmemory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.event.ruler.Machine;

/**
 * A bus that routes as EventBridge does: by the rules' own patterns, matched by AWS's own engine
 * over the JSON that would travel. It accepts at once and delivers into its rules' queues.
 */
public final class InMemoryEventBus implements EventBus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, InMemoryQueue> queues = new LinkedHashMap<>();
  private final Machine rules = Machine.builder().build();
  private volatile BusFault fault = BusFault.none();

  /**
   * Sets up the rules.
   *
   * @param queues where each rule delivers to
   */
  public InMemoryEventBus(Map<BusRule, InMemoryQueue> queues) {
    try {
      JsonNode patterns = JSON.readTree(BusRule.patterns());
      for (Map.Entry<BusRule, InMemoryQueue> target : queues.entrySet()) {
        String name = target.getKey().ruleName();
        this.queues.put(name, target.getValue());
        rules.addRule(name, JSON.writeValueAsString(patterns.required(name)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** From now on the bus has this fault, and only this one. */
  public void misbehave(BusFault nextFault) {
    fault = nextFault;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    BusFault current = fault;
    List<NotAccepted> notAccepted = new ArrayList<>();
    List<BusDelivery> accepted = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      Optional<Cause> rejection = current.rejection().apply(entry);
      if (rejection.isPresent()) {
        notAccepted.add(new NotAccepted(entry.eventId(), rejection.get(), "InjectedFault"));
      } else {
        accepted.add(new BusDelivery(entry, Duration.ZERO));
      }
    }
    current.route().apply(accepted).forEach(this::deliver);
    return notAccepted;
  }

  private void deliver(BusDelivery delivery) {
    for (String rule : rules.rulesForJSONEvent(event(delivery.entry()))) {
      Optional.ofNullable(queues.get(rule)).ifPresent(queue -> queue.put(delivery));
    }
  }

  /** The event as the rules see it, less what AWS adds: id, account, region, time. */
  static JsonNode event(OutboxEntry entry) {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", OutboxEntry.BUS_SOURCE);
    event.put("detail-type", OutboxEntry.DETAIL_TYPE);
    ObjectNode detail = event.putObject("detail");
    entry.detail().forEach(detail::put);
    return event;
  }
}
