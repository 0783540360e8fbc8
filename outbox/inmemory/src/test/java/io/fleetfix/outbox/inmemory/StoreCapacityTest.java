package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.Labels.Label;
import io.fleetfix.outbox.inmemory.Labels.Roll;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each parcel takes 1,000 bytes and its contents, and is finished once it has its label. */
class StoreCapacityTest {
  private static final long PARCEL = 1_000;
  private static final int PARCELS = 10;

  private final InMemoryStore store =
      new InMemoryStore(
          Parcels.FORMAT,
          PARCELS * PARCEL,
          InMemoryKind.unlisted(Parcel.class, StoreCapacityTest::room),
          InMemoryKind.unlisted(Label.class, label -> Room.removableWith(label.parcelId(), 0)),
          InMemoryKind.counter(Roll.class));
  private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final InMemoryOutboxLedger ledger = store.outbox();
  private final Labels labels = new Labels(store);

  private static Room room(Parcel parcel) {
    long bytes = PARCEL + parcel.contents().length();
    return parcel.isShipped()
        ? Room.removableWith(parcel.id(), bytes, Label.KEY_PREFIX + parcel.id())
        : Room.kept(parcel.id(), bytes);
  }

  @Test
  void removesWhatWasFinishedFirst() {
    List<Parcel> parcels = IntStream.range(0, PARCELS).mapToObj(i -> shipped(packed())).toList();
    finish(parcels.get(3));
    finish(parcels.get(7));

    packed();
    assertThat(parcels.stream().filter(parcel -> !isStored(parcel)))
        .containsExactly(parcels.get(3));
    packed();
    assertThat(parcels.stream().filter(parcel -> !isStored(parcel)))
        .containsExactly(parcels.get(3), parcels.get(7));
    assertThat(store.used()).isEqualTo(store.capacity());
  }

  @Test
  void removesAnAggregateWithItsEffectsAndEvents() {
    Parcel parcel = shipped(packed());
    finish(parcel);

    IntStream.range(0, PARCELS).forEach(i -> packed());

    assertThat(isStored(parcel)).isFalse();
    assertThat(labels.find(parcel.id())).isEmpty();
    assertThat(ledger.find(parcel.shippedEvent().eventId())).isEmpty();
    assertThat(labels.printed()).isEqualTo(1);
  }

  @Test
  void refusesNewAndLargerAggregatesOnlyAndWritesNothing() {
    List<Parcel> parcels = IntStream.range(0, PARCELS).mapToObj(i -> packed()).toList();
    Change<Parcel> more = Parcel.packed("P-1", "");

    assertThatThrownBy(() -> unitOfWork.commit(more)).isInstanceOf(StoreFull.class);
    assertThatThrownBy(
            () -> unitOfWork.commit(accepted(parcels.getFirst().repack("A larger book"))))
        .isInstanceOf(StoreFull.class);
    assertThat(isStored(more.state())).isFalse();
    assertThat(store.used()).isEqualTo(store.capacity());

    parcels.forEach(parcel -> finish(shipped(parcel)));
    unitOfWork.commit(more);

    assertThat(isStored(more.state())).isTrue();
  }

  @Test
  void finishesWhatWasAcceptedEvenIfItGrows() {
    List<Parcel> parcels = IntStream.range(0, PARCELS).mapToObj(i -> packed()).toList();
    Parcel first = parcels.getFirst();
    Parcel larger = new Parcel(first.id(), first.version(), "A larger book", null);

    Parcel grown = shipped(larger);
    assertThat(store.used()).isGreaterThan(store.capacity());
    finish(grown);
    packed();

    assertThat(isStored(grown)).isFalse();
    assertThat(store.used()).isEqualTo(store.capacity());
  }

  @Test
  void theRecordOfARequestLeavesWithItsAggregate() {
    Parcel parcel = Parcel.packed(Parcels.anId(), "").state();
    IdempotencyRecord record =
        new IdempotencyRecord(
            "scope",
            new IdempotencyKey(UUID.randomUUID().toString()),
            new RequestHash("a".repeat(64)),
            parcel.id(),
            NOON);
    unitOfWork.commit(Change.of(parcel), Change.of(record));
    finish(shipped(parcel));

    IntStream.range(0, PARCELS - 1).forEach(i -> packed());

    assertThat(isStored(parcel)).isFalse();
    assertThat(new InMemoryIdempotencyRecords(store).find(record.aggregateId(), NOON)).isEmpty();
  }

  /**
   * Random commands, effects, receipts, quarantines and resends: what is unfinished is never
   * removed, what is removed is removed as a whole and in order, and the capacity holds.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void neverRemovesWhatIsUnfinished(long seed) {
    Random random = new Random(seed);
    List<Parcel> all = new ArrayList<>();
    List<Parcel> finished = new ArrayList<>();
    int refused = 0;

    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(4) == 0 || all.isEmpty()) {
        Change<Parcel> packed = Parcel.packed(Parcels.anId(), "x".repeat(random.nextInt(500)));
        try {
          unitOfWork.commit(packed);
          all.add(packed.state());
        } catch (StoreFull full) {
          refused++;
          assertThat(finished.stream().filter(this::isStored)).isEmpty();
        }
      } else {
        int index = random.nextInt(all.size());
        Parcel parcel = all.get(index);
        all.set(index, isStored(parcel) ? changed(parcel, random) : parcel);
      }
      for (Parcel parcel : all) {
        if (isStored(parcel) && isFinished(parcel) && !finished.contains(parcel)) {
          finished.add(parcel);
        }
      }

      assertThat(all.stream().filter(parcel -> !isStored(parcel)).toList())
          .containsExactlyInAnyOrderElementsOf(
              finished.stream().takeWhile(parcel -> !isStored(parcel)).toList());
      assertThat(store.used())
          .isEqualTo(
              all.stream().filter(this::isStored).mapToLong(each -> room(each).bytes()).sum())
          .isLessThanOrEqualTo(store.capacity());
    }

    assertThat(refused).isPositive();
    assertThat(all.stream().filter(parcel -> !isStored(parcel))).hasSizeGreaterThan(20);
    assertThat(all.stream().filter(Parcel::isShipped).filter(parcel -> !isStored(parcel)))
        .allSatisfy(
            parcel -> {
              assertThat(labels.find(parcel.id())).isEmpty();
              assertThat(ledger.find(parcel.shippedEvent().eventId())).isEmpty();
            });
  }

  private Parcel changed(Parcel parcel, Random random) {
    if (!parcel.isShipped()) {
      return shipped(parcel);
    }
    OutboxEntry entry = OutboxEntry.of(parcel.shippedEvent());
    Delivery delivery = ledger.find(entry.eventId()).orElseThrow();
    switch (random.nextInt(6)) {
      case 0 -> ledger.quarantine(entry, QuarantineReason.refused("TooLarge"), NOON);
      case 1 -> ledger.release(entry.eventId(), NOON);
      case 2 -> ledger.claimResend(delivery, NOON, NOON.plusSeconds(1));
      case 3, 4 -> labels.on(entry);
      default -> ledger.confirm(entry, NOON);
    }
    return parcel;
  }

  private boolean isFinished(Parcel parcel) {
    return parcel.isShipped()
        && labels.find(parcel.id()).isPresent()
        && ledger
            .find(parcel.shippedEvent().eventId())
            .filter(each -> each.state() instanceof State.Delivered)
            .isPresent();
  }

  private boolean isStored(Parcel parcel) {
    Optional<Parcel> stored = store.find(parcel.aggregateId(), Parcel.class);
    return stored.isPresent();
  }

  private Parcel packed() {
    Change<Parcel> packed = Parcel.packed(Parcels.anId(), "");
    unitOfWork.commit(packed);
    return packed.state();
  }

  private Parcel shipped(Parcel parcel) {
    Parcel full = new Parcel(parcel.id(), parcel.version().next(), parcel.contents(), NOON);
    unitOfWork.commit(Change.of(full, full.shippedEvent()));
    return full;
  }

  private void finish(Parcel shipped) {
    OutboxEntry entry = OutboxEntry.of(shipped.shippedEvent());
    labels.on(entry);
    ledger.confirm(entry, NOON);
  }
}
