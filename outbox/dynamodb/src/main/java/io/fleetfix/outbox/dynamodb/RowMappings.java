package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.event.Aggregate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The mappings of all aggregates that can be committed, including idempotency records. */
public final class RowMappings {
  private final Map<Class<? extends Aggregate>, RowMapping<?>> byType = new LinkedHashMap<>();

  /**
   * Registers an application's mappings. The mapping of idempotency records is added automatically.
   *
   * @throws IllegalArgumentException if two mappings share a type, key prefix or entity type, or if
   *     one uses those of outbox rows
   */
  public RowMappings(RowMapping<?>... mappings) {
    Set<String> prefixes = new HashSet<>(Set.of(OutboxItem.KEY_PREFIX));
    Set<String> entityTypes = new HashSet<>(Set.of(OutboxItem.ENTITY_TYPE));
    Stream.concat(Stream.of(new IdempotencyRowMapping()), Stream.of(mappings))
        .forEach(
            mapping -> {
              if (byType.put(mapping.type(), mapping) != null
                  || !prefixes.add(mapping.keyPrefix())
                  || !entityTypes.add(mapping.entityType())) {
                throw new IllegalArgumentException(
                    "Another row mapping has the type, key prefix or entity type of the one for "
                        + mapping.type().getName());
              }
            });
  }

  /** All types that can be committed. */
  public Set<Class<? extends Aggregate>> types() {
    return Set.copyOf(byType.keySet());
  }

  /**
   * The mapping of this aggregate.
   *
   * @throws IllegalArgumentException if no mapping exists, or the id lacks the mapping's prefix
   */
  RowMapping<?> of(Aggregate state) {
    RowMapping<?> mapping = byType.get(state.getClass());
    if (mapping == null) {
      throw new IllegalArgumentException("No row mapping for " + state.getClass());
    }
    if (!state.aggregateId().startsWith(mapping.keyPrefix())) {
      throw new IllegalArgumentException(
          "The id of a " + state.getClass().getName() + " must begin with " + mapping.keyPrefix());
    }
    return mapping;
  }
}
