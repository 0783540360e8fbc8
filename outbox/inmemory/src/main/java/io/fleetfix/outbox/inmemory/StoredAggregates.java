package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store's current aggregates and their lists. Guarded by the store's lock. */
final class StoredAggregates {
  private final Map<Class<?>, InMemoryKind<?>> kinds = new LinkedHashMap<>();
  private final Map<String, Aggregate> byId = new HashMap<>();
  private final Map<String, TimeList<Aggregate>> lists = new HashMap<>();
  private final RecordsByAge records = new RecordsByAge();

  StoredAggregates(List<InMemoryKind<?>> kinds) {
    kinds.forEach(kind -> this.kinds.put(kind.type(), kind));
  }

  /** The kinds of aggregate that can be stored. */
  Set<Class<?>> kinds() {
    return Set.copyOf(kinds.keySet());
  }

  InMemoryKind<?> kindOf(Aggregate state) {
    InMemoryKind<?> kind = kinds.get(state.getClass());
    if (kind == null) {
      throw new IllegalArgumentException(
          "The store does not know this kind of aggregate: " + state.getClass());
    }
    return kind;
  }

  @Nullable Aggregate find(String aggregateId) {
    return byId.get(aggregateId);
  }

  Page<Aggregate> page(String list, PageRequest request) {
    return listed(list).page(request, Aggregate::sizeInBytes);
  }

  /** The room of what is stored under this id; empty if nothing is. */
  Optional<Room> roomOf(String aggregateId) {
    return Optional.ofNullable(byId.get(aggregateId)).map(this::roomOf);
  }

  /** The record of a request is in the group of the aggregate that was returned for it. */
  Room roomOf(Aggregate state) {
    Room room = kindOf(state).roomOf(state);
    return state instanceof IdempotencyRecord record && byId.containsKey(record.answer())
        ? new Room(roomOf(byId.get(record.answer())).group(), room.bytes(), room.removableWith())
        : room;
  }

  boolean holdsAll(Set<String> aggregateIds) {
    return byId.keySet().containsAll(aggregateIds);
  }

  void put(Aggregate state) {
    replaced(byId.put(state.aggregateId(), state));
    placeOf(state).ifPresent(place -> listed(place.list()).put(place.position(), state));
    if (state instanceof IdempotencyRecord record) {
      records.add(record);
    }
  }

  void remove(String aggregateId) {
    replaced(byId.remove(aggregateId));
  }

  /** The oldest expired records, a few only, which are still stored. */
  List<IdempotencyRecord> takeExpired(IdempotencyRecord latest) {
    return records.takeExpired(latest.receivedAt());
  }

  private void replaced(@Nullable Aggregate before) {
    if (before != null) {
      placeOf(before).ifPresent(place -> listed(place.list()).remove(place.position()));
    }
    if (before instanceof IdempotencyRecord record) {
      records.remove(record);
    }
  }

  private Optional<Place> placeOf(Aggregate state) {
    return kindOf(state).placeOf(state);
  }

  private TimeList<Aggregate> listed(String list) {
    return lists.computeIfAbsent(list, none -> new TimeList<>());
  }
}
