package io.fleetfix.outbox.subscription;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A rule on the bus and the queue that it feeds. Subscriptions are pure data: an application has
 * one list of them, and every bus, queue and template is built from this list or checked against
 * it. Reactions to the events are bound separately, see {@link ReactionBinding}.
 *
 * @param rule the rule's name: letters, digits and hyphens
 * @param types the event types that the rule matches
 * @param replays whether the rule also matches events that are replayed from an archive
 * @param maxReceives how often the queue delivers an event without success before it moves the
 *     event to the dead letters. Consumers wait longer after each failure: twenty receives outlast
 *     a bad release of a quarter of an hour
 * @param retention how long the queue keeps an event. Consumers spread the receives over half of it
 *     while a dependency is down
 * @param singleConsumer whether only one consumer at a time may handle the events
 */
public record Subscription(
    String rule,
    Types types,
    boolean replays,
    int maxReceives,
    Duration retention,
    boolean singleConsumer) {

  /** A set of event types. */
  public sealed interface Types {
    /** All types, including future ones. */
    record All() implements Types {
      @Override
      public boolean contain(String eventType) {
        return true;
      }
    }

    record Only(SortedSet<String> names) implements Types {
      public Only {
        names = new TreeSet<>(names);
      }

      @Override
      public boolean contain(String eventType) {
        return names.contains(eventType);
      }
    }

    boolean contain(String eventType);

    static Types all() {
      return new All();
    }

    static Types only(String... names) {
      return new Only(new TreeSet<>(List.of(names)));
    }
  }

  /** The rule's event pattern for EventBridge: a JSON object, as maps and lists. */
  public Map<String, Object> pattern(OutboxFormat format) {
    Map<String, Object> pattern = new LinkedHashMap<>();
    pattern.put("source", List.of(format.busSource()));
    pattern.put("detail-type", List.of(format.detailType()));
    if (types instanceof Types.Only(SortedSet<String> names)) {
      pattern.put("detail", Map.of(EventFields.EVENT_TYPE, List.copyOf(names)));
    }
    if (!replays) {
      pattern.put("replay-name", List.of(Map.of("exists", false)));
    }
    return pattern;
  }
}
