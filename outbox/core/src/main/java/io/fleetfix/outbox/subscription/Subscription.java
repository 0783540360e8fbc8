package io.fleetfix.outbox.subscription;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who hears what: a rule on the bus with one queue behind it. Pure data; an application has one
 * list of these, and every bus, queue and template is driven by it or held to it. What is done with
 * the events is bound elsewhere: see {@link ReactionBinding}.
 *
 * @param rule the rule's name: letters, digits and hyphens
 * @param types which events it hears
 * @param replays whether it hears events that are replayed from an archive, too
 * @param maxReceives how often the queue gives out an event without success before it moves it to
 *     the dead letters
 * @param retention how long the queue keeps an event
 * @param singleConsumer whether its events must be worked on by one consumer at a time
 */
public record Subscription(
    String rule,
    Types types,
    boolean replays,
    int maxReceives,
    Duration retention,
    boolean singleConsumer) {

  /** Which event types somebody hears. */
  public sealed interface Types {
    /** Whatever there is, now and later. */
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

  /** The rule's pattern as EventBridge has it: an object of JSON, as maps and lists. */
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
