package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.ID_FIELD;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.queue.BusFault;
import io.fleetfix.outbox.inmemory.queue.InMemoryEventBus;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.inmemory.queue.MisbehavingBus;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipment takes effect once, whatever the bus does, as long as it delivers at all. */
class MisbehavingBusTest {
  private static final int PARCELS = 20;
  private static final InstantSource CLOCK = InstantSource.fixed(TWO_O_CLOCK);
  private static final Subscription LABELS =
      new Subscription(
          "labels", Types.only(ParcelShipped.TYPE), true, 20, Duration.ofDays(4), true);
  private static final Subscription RECEIPTS =
      new Subscription("receipts", Types.all(), false, 20, Duration.ofDays(4), false);

  private final InMemoryStore store =
      new InMemoryStore(
          FORMAT,
          InMemoryKind.unlisted(Parcel.class),
          InMemoryKind.unlisted(Labels.Label.class),
          InMemoryKind.unlisted(Labels.Roll.class));
  private final Labels labels = new Labels(store);
  private final InMemoryQueue labelling = queue(LABELS, labels);
  private final InMemoryQueue receipts =
      queue(
          RECEIPTS,
          new ConfirmDelivery(
              store.outbox(), new InMemoryReceipts(), CLOCK, (event, confirmation, at) -> {}));
  private final MisbehavingBus bus =
      new MisbehavingBus(
          new InMemoryEventBus(FORMAT, Map.of(LABELS, labelling, RECEIPTS, receipts)));
  private final RelayOutbox relay = new RelayOutbox(new InMemoryOutboxStream(store), bus);

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("none", BusFault.none()),
        Arguments.of("delivering twice", BusFault.deliveringTwice()),
        Arguments.of("delivering backwards", BusFault.deliveringBackwards()),
        Arguments.of("delivering late", BusFault.deliveringLate(Duration.ofMillis(5))),
        Arguments.of("refusing the first two", BusFault.refusingFirst(2)),
        Arguments.of("unavailable at first", BusFault.unavailableForFirst(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachShipmentTakesEffectOnce(String name, BusFault fault) throws Exception {
    bus.misbehave(fault);
    List<Parcel> shipped = shipParcels();

    settle();

    assertThat(labels.printed()).isEqualTo(PARCELS);
    assertThat(shipped)
        .extracting(parcel -> labels.find(parcel.id()).orElseThrow().number())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, PARCELS).boxed().toList());
    assertThat(store.outbox().size().pending()).isZero();
  }

  @Test
  void undeliveredEventsStayPending() throws Exception {
    bus.misbehave(BusFault.deliveringNothing());
    shipParcels();

    settle();

    assertThat(store.outbox().size().pending()).isEqualTo(PARCELS);
  }

  @Test
  void anEventRefusedForGoodStaysPendingWithoutBlockingOthers() throws Exception {
    Parcel refused = shipParcels().get(7);
    bus.misbehave(BusFault.refusing(entry -> entry.id(ID_FIELD).equals(refused.id())));

    settle();

    assertThat(labels.find(refused.id())).isEmpty();
    assertThat(store.outbox().size().pending()).isEqualTo(1);
    assertThat(labels.printed()).isEqualTo(PARCELS - 1);
  }

  @Test
  void anOutageLosesNoEvents() throws Exception {
    shipParcels();
    bus.misbehave(BusFault.unavailable());
    assertThatThrownBy(() -> relay.relay(Duration.ZERO)).isInstanceOf(BusUnavailable.class);

    bus.misbehave(BusFault.none());
    settle();

    assertThat(store.outbox().size().pending()).isZero();
    assertThat(labels.printed()).isEqualTo(PARCELS);
  }

  private static InMemoryQueue queue(Subscription subscription, Reaction reaction) {
    return new InMemoryQueue(
        List.of(ReactionBinding.each(subscription, subscription.types(), reaction)));
  }

  private List<Parcel> shipParcels() {
    InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    List<Parcel> shipped = new ArrayList<>();
    for (int i = 0; i < PARCELS; i++) {
      Change<Parcel> packed = Parcels.packed();
      unitOfWork.commit(packed);
      Change<Parcel> change = Parcels.shipped(packed.state(), TWO_O_CLOCK);
      unitOfWork.commit(change);
      shipped.add(change.state());
    }
    return shipped;
  }

  /** Runs the relay and the queues until all of them are idle. */
  private void settle() throws InterruptedException {
    Duration timeout = Duration.ofMillis(40);
    boolean moved = true;
    while (moved) {
      moved = relayed();
      for (InMemoryQueue queue : List.of(labelling, receipts)) {
        while (queue.handleNext(timeout)) {
          moved = true;
        }
      }
    }
  }

  private boolean relayed() throws InterruptedException {
    try {
      return relay.relay(Duration.ZERO) > 0;
    } catch (BusUnavailable waitAndRelayAgain) {
      return true;
    }
  }
}
