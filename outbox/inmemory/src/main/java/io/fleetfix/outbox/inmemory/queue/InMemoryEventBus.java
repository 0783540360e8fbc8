package io.fleetfix.outbox.inmemory.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.event.ruler.Machine;

/**
 * A bus that routes events like EventBridge: AWS's own rule engine matches the subscriptions'
 * patterns against the JSON that EventBridge would receive, once per event type. It accepts every
 * entry and delivers it to the queues immediately.
 */
public final class InMemoryEventBus implements EventBus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboxFormat format;
  private final Map<String, InMemoryQueue> queues = new LinkedHashMap<>();
  private final Machine rules = Machine.builder().build();

  /** By event type: {@link Subscription#pattern} asks for nothing else that differs by event. */
  private final Map<String, List<InMemoryQueue>> targets = new ConcurrentHashMap<>();

  /**
   * Creates one rule per subscription.
   *
   * @param queues the queue of each subscription
   */
  public InMemoryEventBus(OutboxFormat format, Map<Subscription, InMemoryQueue> queues) {
    this.format = format;
    try {
      for (Map.Entry<Subscription, InMemoryQueue> target : queues.entrySet()) {
        String rule = target.getKey().rule();
        this.queues.put(rule, target.getValue());
        rules.addRule(rule, JSON.writeValueAsString(target.getKey().pattern(format)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    entries.forEach(entry -> targets(entry).forEach(queue -> queue.put(entry, Duration.ZERO)));
    return List.of();
  }

  /** The queues to which the rules route the entry. */
  List<InMemoryQueue> targets(OutboxEntry entry) {
    return targets.computeIfAbsent(entry.eventType(), type -> matched(entry));
  }

  private List<InMemoryQueue> matched(OutboxEntry entry) {
    return rules.rulesForJSONEvent(event(entry)).stream()
        .flatMap(rule -> Optional.ofNullable(queues.get(rule)).stream())
        .toList();
  }

  /**
   * The event as the rules see it, without the fields that AWS adds: id, account, region and time.
   */
  private JsonNode event(OutboxEntry entry) {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", format.busSource());
    event.put("detail-type", format.detailType());
    ObjectNode detail = event.putObject("detail");
    format.detail(entry).forEach(detail::put);
    return event;
  }
}
