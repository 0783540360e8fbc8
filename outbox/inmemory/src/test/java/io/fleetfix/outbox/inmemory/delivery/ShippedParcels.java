package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.Labels;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.RaisedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of shipments, and the label that each of them must lead to. */
public final class ShippedParcels implements RaisedEvents<Parcel> {
  public static final String LABEL = "label";

  private static final String LIST = "shipped";

  /** Additional effects of every parcel, or an overridden state of the label. */
  public final Map<String, Presence> overridden = new HashMap<>();

  /** Unreadable rows, reported on every page. */
  public final List<Unreadable> unreadable = new ArrayList<>();

  private final InMemoryStore store;
  private final Labels labels;

  public ShippedParcels(InMemoryStore store) {
    this.store = store;
    this.labels = new Labels(store);
  }

  /** Lists shipped parcels by the time of their shipment. */
  public static InMemoryKind<Parcel> kind() {
    return new InMemoryKind<>(
        Parcel.class,
        parcel ->
            Optional.ofNullable(parcel.shippedAt())
                .map(at -> new InMemoryKind.Place(LIST, new ListPosition(at, parcel.id()))));
  }

  @Override
  public Class<Parcel> type() {
    return Parcel.class;
  }

  @Override
  public String keyPrefix() {
    return Parcel.KEY_PREFIX;
  }

  @Override
  public Set<String> eventTypes() {
    return Set.of(ParcelShipped.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of(LABEL);
  }

  @Override
  public Set<String> refusable() {
    return Set.of();
  }

  @Override
  public Page<Raised<Parcel>> between(Window window, PageRequest request) {
    Page<Parcel> page = store.list(LIST, request, Parcel.class);
    List<Raised<Parcel>> inside =
        page.items().stream()
            .filter(parcel -> isWithin(window, parcel.shippedEvent().occurredAt()))
            .map(this::raised)
            .toList();
    return new Page<>(inside, unreadable, page.nextCursor());
  }

  @Override
  public Optional<Raised<Parcel>> of(String aggregateId) {
    return store.find(aggregateId, Parcel.class).filter(Parcel::isShipped).map(this::raised);
  }

  private static boolean isWithin(Window window, Instant at) {
    return !at.isBefore(window.from()) && at.isBefore(window.to());
  }

  private Raised<Parcel> raised(Parcel parcel) {
    Map<String, Presence> effects = new HashMap<>();
    effects.put(LABEL, labels.find(parcel.id()).isPresent() ? Presence.PRESENT : Presence.MISSING);
    effects.putAll(overridden);
    return new Raised<>(parcel, List.of(parcel.shippedEvent()), effects);
  }
}
