package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The relay over a real endpoint. Some events get this error code whenever they are sent. They stay
 * pending in the table; an operator sees them there once the relay has left them behind.
 */
final class RelayLine implements Line {
  private final InMemoryStore store =
      new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final EventBridgeUnderTest eventBridge;
  private final RelayOutbox relay;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> leftBehind = new HashSet<>();

  RelayLine(Path folder, String code) {
    eventBridge = new EventBridgeUnderTest(folder);
    eventBridge.misbehave(
        PutEventsFault.refusing(code, detail -> failing.contains(detail.path("eventId").asText())));
    relay = new RelayOutbox(watched(new InMemoryOutboxStream(store)), eventBridge.bus());
  }

  private OutboxStream watched(OutboxStream stream) {
    return (timeout, taker) ->
        stream.take(
            timeout,
            entries -> {
              taker.accept(entries);
              entries.forEach(entry -> leftBehind.add(entry.eventId().toString()));
            });
  }

  @Override
  public int window() {
    return Batches.MAX_ENTRIES;
  }

  @Override
  public List<String> addFailing(int count) {
    // The bus must know that they fail before the relay can send them.
    List<Change<Parcel>> shipments = Stream.generate(this::shipment).limit(count).toList();
    List<String> ids = shipments.stream().map(RelayLine::eventId).toList();
    failing.addAll(ids);
    shipments.forEach(unitOfWork::commit);
    return ids;
  }

  @Override
  public void addHealthy(int count) {
    for (int i = 0; i < count; i++) {
      unitOfWork.commit(shipment());
    }
  }

  private Change<Parcel> shipment() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork.commit(packed);
    return Parcels.shipped(packed.state(), Parcels.TWO_O_CLOCK);
  }

  private static String eventId(Change<Parcel> shipment) {
    return shipment.events().getFirst().eventId().toString();
  }

  @Override
  public void round() throws InterruptedException {
    try {
      relay.relay(Duration.ZERO);
    } catch (BusUnavailable relayAgain) {
      // as the relay's loop does, after a pause
    }
  }

  @Override
  public int done() {
    try {
      return new HashSet<>(eventBridge.accepted()).size();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Override
  public Set<String> named() {
    Set<String> named = new HashSet<>(failing);
    named.retainAll(leftBehind);
    return named;
  }

  @Override
  public void close() {
    eventBridge.close();
  }
}
