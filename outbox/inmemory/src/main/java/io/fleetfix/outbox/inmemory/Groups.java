package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * What belongs together in the store, how much room it takes, and which groups may be removed, in
 * the order in which they became removable. Guarded by the store's lock.
 */
final class Groups {
  private final Map<String, Group> groups = new HashMap<>();
  private final SequencedSet<String> removable = new LinkedHashSet<>();
  private long bytes;

  /** The ids of a group's aggregates and of the events that they raised. */
  static final class Group {
    private final List<String> aggregateIds = new ArrayList<>(4);
    private final List<EventId> eventIds = new ArrayList<>(2);
    private long bytes;

    List<String> aggregateIds() {
      return aggregateIds;
    }

    List<EventId> eventIds() {
      return eventIds;
    }
  }

  /** The estimated bytes of all groups. */
  long bytes() {
    return bytes;
  }

  void add(String group, EventId eventId) {
    of(group).eventIds.add(eventId);
  }

  /** Counts a stored aggregate, in place of its state before. */
  void put(String aggregateId, Optional<Room> before, Room room) {
    if (before.map(Room::group).equals(Optional.of(room.group()))) {
      grow(of(room.group()), room.bytes() - before.orElseThrow().bytes());
    } else { // new, or the record of a request that replaces an expired one
      before.ifPresent(its -> remove(aggregateId, its));
      Group group = of(room.group());
      group.aggregateIds.add(aggregateId);
      grow(group, room.bytes());
    }
  }

  /** Takes one aggregate out of its group. */
  void remove(String aggregateId, Room room) {
    Group group = groups.get(room.group());
    if (group != null && group.aggregateIds.remove(aggregateId)) {
      grow(group, -room.bytes());
      if (group.aggregateIds.isEmpty()) {
        removable.remove(room.group());
        groups.remove(room.group());
      }
    }
  }

  /** Keeps a group until it is reviewed again. */
  void keep(String group) {
    removable.remove(group);
  }

  /** Decides whether a group may be removed from now on. */
  void review(String group, Predicate<Group> finished) {
    Group its = groups.get(group);
    if (its == null || !finished.test(its)) {
      removable.remove(group);
    } else {
      removable.add(group); // which keeps its place if it has one
    }
  }

  /** Takes out the group that became removable first. */
  Optional<Group> takeRemovable() {
    if (removable.isEmpty()) {
      return Optional.empty();
    }
    Optional<Group> first = Optional.ofNullable(groups.remove(removable.removeFirst()));
    first.ifPresent(group -> bytes -= group.bytes);
    return first;
  }

  private Group of(String group) {
    return groups.computeIfAbsent(group, first -> new Group());
  }

  private void grow(Group group, long more) {
    group.bytes += more;
    bytes += more;
  }
}
