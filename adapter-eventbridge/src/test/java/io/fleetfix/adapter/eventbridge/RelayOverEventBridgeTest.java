package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every committed event is delivered, whatever the bus does in the meantime. */
class RelayOverEventBridgeTest {
  private final InMemoryStore store =
      new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private EventBridgeUnderTest eventBridge;
  private RelayOutbox relay;

  @BeforeEach
  void start(@TempDir Path folder) {
    eventBridge = new EventBridgeUnderTest(folder);
    relay = new RelayOutbox(new InMemoryOutboxStream(store), eventBridge.bus());
  }

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  @Test
  void anOutageDelaysEventsButLosesNone() throws Exception {
    List<EventId> events = shipParcels(35);
    eventBridge.stop();
    assertThatThrownBy(() -> relay.relay(Duration.ZERO)).isInstanceOf(BusUnavailable.class);
    events.addAll(shipParcels(5));

    eventBridge.startAgain();
    relayEverything();

    eventually(
        () -> assertThat(eventBridge.delivered()).containsExactlyInAnyOrderElementsOf(events));
  }

  @Test
  void lostAnswersRepeatEventsButLoseNone() throws Exception {
    List<EventId> events = shipParcels(35);
    eventBridge.misbehave(PutEventsFault.droppingAnswers());
    assertThatThrownBy(() -> relay.relay(Duration.ZERO)).isInstanceOf(BusUnavailable.class);

    eventBridge.misbehave(PutEventsFault.none());
    relayEverything();

    Set<EventId> distinct = new HashSet<>(events);
    eventually(
        () -> {
          assertThat(eventBridge.delivered()).hasSizeGreaterThan(events.size());
          assertThat(new HashSet<>(eventBridge.delivered())).isEqualTo(distinct);
        });
  }

  @Test
  void aBacklogIsSentInFullCalls() throws Exception {
    shipParcels(47);
    List<Integer> entriesOfCalls = new CopyOnWriteArrayList<>();
    PutEventsFault none = PutEventsFault.none();
    eventBridge.misbehave(
        new PutEventsFault(
            entries -> {
              entriesOfCalls.add(entries.size());
              return Optional.empty();
            },
            none.refusals(),
            none.lostAnswers(),
            none.deliveries()));

    relayEverything();

    assertThat(entriesOfCalls).containsExactlyInAnyOrder(10, 10, 10, 10, 7);
  }

  private List<EventId> shipParcels(int count) {
    return new ArrayList<>(Stream.generate(this::shipParcel).limit(count).toList());
  }

  private EventId shipParcel() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork.commit(packed);
    Change<Parcel> shipped = Parcels.shipped(packed.state(), Parcels.TWO_O_CLOCK);
    unitOfWork.commit(shipped);
    return shipped.events().getFirst().eventId();
  }

  private void relayEverything() throws InterruptedException {
    int relayed = 1;
    while (relayed > 0) {
      relayed = relay.relay(Duration.ZERO);
    }
  }
}
