package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A store of parcels, and reactions that make a label for each shipment. The test can make the
 * store unavailable to the reactions.
 */
final class ConsumerUnderTest {
  private static final String LABELS = "labels";

  private final InMemoryStore store =
      new InMemoryStore(
          Parcels.FORMAT,
          InMemoryKind.unlisted(Parcel.class),
          InMemoryKind.unlisted(LabelRoll.class),
          new InMemoryKind<>(Label.class, ConsumerUnderTest::place));
  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean down = false;

  private static Optional<Place> place(Label label) {
    ListPosition position = new ListPosition(Parcels.NOON, label.eventId().toString());
    return Optional.of(new Place(LABELS, position));
  }

  /** The events of parcels that have just been shipped. */
  List<OutboxEntry> shipments(int count) {
    return IntStream.range(0, count).mapToObj(i -> shipment()).toList();
  }

  OutboxEntry shipment() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork.commit(packed);
    Change<Parcel> shipped = Parcels.shipped(packed.state(), Parcels.NOON);
    unitOfWork.commit(shipped);
    return OutboxEntry.of(shipped.state().shippedEvent());
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  /** The number of commits refused while the store was down. */
  int refusals() {
    return refusals.get();
  }

  /** The number of commits by reactions. */
  int commits() {
    return commits.get();
  }

  /** A reaction that makes an unnumbered label per event. */
  void label(OutboxEntry event) {
    onceFor(List.of(event), unlabelled -> commit(Change.of(new Label(event.eventId(), 0))));
  }

  /**
   * A reaction that makes numbered labels in one commit. If that fails, it makes each label in a
   * commit of its own, so that only the failing event fails.
   */
  Map<OutboxEntry, RuntimeException> number(List<OutboxEntry> events) {
    List<OutboxEntry> distinct = events.stream().distinct().toList();
    try {
      onceFor(distinct, this::numberTogether);
      return Map.of();
    } catch (StorageUnavailable unavailable) { // separate commits would fail too
      return distinct.stream().collect(Collectors.toMap(event -> event, event -> unavailable));
    } catch (RuntimeException notTogether) {
      return numberEachAlone(distinct);
    }
  }

  private Map<OutboxEntry, RuntimeException> numberEachAlone(List<OutboxEntry> events) {
    Map<OutboxEntry, RuntimeException> failures = new HashMap<>();
    for (OutboxEntry event : events) {
      try {
        onceFor(List.of(event), this::numberTogether);
      } catch (RuntimeException failure) {
        failures.put(event, failure);
      }
    }
    return failures;
  }

  private void numberTogether(List<OutboxEntry> unlabelled) {
    LabelRoll roll = roll();
    List<Change<?>> changes = new ArrayList<>();
    for (OutboxEntry event : unlabelled) {
      changes.add(Change.of(new Label(event.eventId(), roll.used() + changes.size() + 1)));
    }
    changes.add(Change.of(roll.after(unlabelled.size())));
    commit(changes.toArray(Change<?>[]::new));
  }

  private void onceFor(List<OutboxEntry> events, Consumer<List<OutboxEntry>> work) {
    for (OutboxEntry event : events) {
      if (store.find(event.aggregateId(), Parcel.class).isEmpty()) {
        throw new IllegalStateException("Parcel not found: " + event.aggregateId());
      }
    }
    var unused =
        RetryOnConflict.run(
            () -> {
              List<OutboxEntry> unlabelled =
                  events.stream().filter(event -> labelOf(event).isEmpty()).toList();
              if (!unlabelled.isEmpty()) {
                work.accept(unlabelled);
              }
              return unlabelled;
            });
  }

  private void commit(Change<?>... changes) {
    if (down) {
      refusals.incrementAndGet();
      throw new StorageUnavailable(new IllegalStateException("Made unavailable by the test"));
    }
    unitOfWork.commit(changes);
    commits.incrementAndGet();
  }

  Optional<Label> labelOf(OutboxEntry event) {
    return store.find(Label.idFor(event.eventId()), Label.class);
  }

  /** All labels. */
  List<Label> labels() {
    return store.list(LABELS, new PageRequest(PageRequest.MAX_LIMIT, null), Label.class).items();
  }

  LabelRoll roll() {
    return store.find(LabelRoll.ID, LabelRoll.class).orElse(LabelRoll.NEW);
  }

  /**
   * An effect that each event must have exactly once.
   *
   * @param number 0 if the label has no number
   */
  record Label(EventId eventId, long number) implements Aggregate {
    @Override
    public String aggregateId() {
      return idFor(eventId);
    }

    static String idFor(EventId eventId) {
      return "LABEL#" + eventId;
    }

    @Override
    public Version version() {
      return Version.FIRST;
    }
  }

  /**
   * Issues consecutive label numbers without gaps or duplicates.
   *
   * @param used the last number issued
   */
  record LabelRoll(long used, Version version) implements Aggregate {
    static final String ID = "ROLL#1";

    static final LabelRoll NEW = new LabelRoll(0, Version.NONE);

    LabelRoll after(int labels) {
      return new LabelRoll(used + labels, version.next());
    }

    @Override
    public String aggregateId() {
      return ID;
    }
  }
}
