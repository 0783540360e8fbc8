package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryOutboxStream;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** A whole page of events that the bus never accepts, at the head of the stream in memory. */
class RelayLineTest {
  @Nested
  class BusFailsForThem implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new RelayLine(Cause.UNAVAILABLE);
    }
  }

  @Nested
  class BusRefusesThem implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new RelayLine(Cause.REFUSED);
    }
  }

  private static final class RelayLine implements Line, EventBus {
    private final Cause cause;
    private final InMemoryStore store =
        new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
    private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    private final RelayOutbox relay =
        new RelayOutbox(watched(new InMemoryOutboxStream(store)), this);
    private final Set<EventId> failing = new HashSet<>();
    private final Set<EventId> accepted = new HashSet<>();
    private final Set<String> leftBehind = new HashSet<>();

    RelayLine(Cause cause) {
      this.cause = cause;
    }

    private OutboxStream watched(OutboxStream stream) {
      return (timeout, taker) ->
          stream.take(
              timeout,
              entries -> {
                taker.accept(entries);
                entries.stream()
                    .map(OutboxEntry::eventId)
                    .filter(failing::contains)
                    .forEach(id -> leftBehind.add(id.toString()));
              });
    }

    @Override
    public List<NotAccepted> publish(List<OutboxEntry> entries) {
      List<NotAccepted> answer = new ArrayList<>();
      for (OutboxEntry entry : entries) {
        if (failing.contains(entry.eventId())) {
          answer.add(new NotAccepted(entry.eventId(), cause, "InternalFailure"));
        } else {
          accepted.add(entry.eventId());
        }
      }
      return answer;
    }

    @Override
    public int window() {
      return 100;
    }

    @Override
    public List<String> addFailing(int count) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        EventId id = ship();
        failing.add(id);
        ids.add(id.toString());
      }
      return ids;
    }

    @Override
    public void addHealthy(int count) {
      for (int i = 0; i < count; i++) {
        ship();
      }
    }

    private EventId ship() {
      Change<Parcel> packed = Parcels.packed();
      unitOfWork.commit(packed);
      Change<Parcel> shipped = Parcels.shipped(packed.state(), Parcels.TWO_O_CLOCK);
      unitOfWork.commit(shipped);
      return shipped.events().getFirst().eventId();
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
      return accepted.size();
    }

    /** They stay pending in the table, and an operator sees them there. */
    @Override
    public Set<String> named() {
      return leftBehind;
    }
  }
}
