package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The raised events of all kinds of aggregate that the application stores, as one list. */
public final class AllRaisedEvents {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,3})\\.(.*)");

  private final List<RaisedEvents<?>> kinds;

  /**
   * Checks that every stored kind is listed exactly once.
   *
   * @param kinds a kind that follows from another one comes after it: an aggregate that is created
   *     during a comparison is then compared, too
   * @param stored the kinds that the store keeps
   * @throws IllegalStateException if a stored kind is not listed, because reconciliation,
   *     redelivery and restoration would not see its events; or if a kind is listed twice
   */
  public AllRaisedEvents(
      Collection<RaisedEvents<?>> kinds, Collection<Class<? extends Aggregate>> stored) {
    Set<Class<?>> named = new HashSet<>();
    for (RaisedEvents<?> kind : kinds) {
      if (!named.add(kind.type())) {
        throw new IllegalStateException(
            "RaisedEvents is defined twice for " + kind.type().getName());
      }
    }
    for (Class<?> type : stored) {
      if (!named.contains(type)) {
        throw new IllegalStateException(
            "No RaisedEvents for "
                + type.getName()
                + ": reconciliation would miss its events. If it raises none, add NoRaisedEvents");
      }
    }
    this.kinds = List.copyOf(kinds);
  }

  /**
   * Lists the aggregates of all kinds that raised events in the window, kind by kind.
   *
   * @throws InvalidValue if the cursor is malformed
   */
  public Page<Raised<?>> between(Window window, PageRequest request) {
    Place place = Place.of(request.cursor(), kinds.size());
    if (place.kind() >= kinds.size()) {
      return new Page<>(List.of(), null);
    }
    Page<? extends Raised<?>> page =
        kinds.get(place.kind()).between(window, new PageRequest(request.limit(), place.cursor()));
    String next = page.nextCursor();
    String cursor =
        next != null
            ? new Place(place.kind(), next).text()
            : place.kind() + 1 < kinds.size() ? new Place(place.kind() + 1, null).text() : null;
    return new Page<>(List.copyOf(page.items()), page.unreadable(), cursor);
  }

  /** Finds one aggregate. Empty if the id is unknown or the aggregate has raised no events. */
  public Optional<Raised<?>> of(String aggregateId) {
    return kinds.stream()
        .filter(kind -> aggregateId.startsWith(kind.keyPrefix()))
        .findFirst()
        .flatMap(kind -> kind.of(aggregateId));
  }

  /** Every event type that can be raised, sorted. */
  public Set<String> eventTypes() {
    Set<String> types = new TreeSet<>();
    kinds.forEach(kind -> types.addAll(kind.eventTypes()));
    return types;
  }

  /** Every kind of mismatch that reconciliation can find, sorted by name. */
  public List<Finding.Kind> mismatches() {
    return Stream.concat(
            Stream.of(Finding.Kind.NO_ENTRY, Finding.Kind.UNREADABLE),
            kinds.stream()
                .flatMap(
                    kind ->
                        Stream.concat(
                            kind.effects().stream().map(Finding.Kind::missing),
                            kind.refusable().stream().map(Finding.Kind::refused))))
        .distinct()
        .sorted(Comparator.comparing(Finding.Kind::name))
        .toList();
  }

  /** A kind and a position in its list; the cursor is null at the start of the list. */
  private record Place(int kind, @Nullable String cursor) {
    static Place of(@Nullable String text, int kinds) {
      if (text == null) {
        return new Place(0, null);
      }
      Matcher parts = CURSOR.matcher(text);
      if (!parts.matches() || Integer.parseInt(parts.group(1)) >= kinds) {
        throw new InvalidValue("cursor", "must be a cursor from a previous page");
      }
      String cursor = parts.group(2);
      return new Place(Integer.parseInt(parts.group(1)), cursor.isEmpty() ? null : cursor);
    }

    String text() {
      return kind + "." + (cursor == null ? "" : cursor);
    }
  }
}
