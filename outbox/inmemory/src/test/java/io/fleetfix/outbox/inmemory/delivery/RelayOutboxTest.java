package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.inmemory.delivery.ScriptedBus.refused;
import static io.fleetfix.outbox.inmemory.delivery.ScriptedBus.unavailable;
import static io.fleetfix.outbox.inmemory.delivery.SomeEntries.FIRST;
import static io.fleetfix.outbox.inmemory.delivery.SomeEntries.SECOND;
import static io.fleetfix.outbox.inmemory.delivery.SomeEntries.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayOutboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Test
  void sendsEveryEntryOnceWhenTheBusTakesAll() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus();

    int relayed = new RelayOutbox(stream, bus).relay(PATIENCE);

    assertThat(relayed).isEqualTo(3);
    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND, THIRD));
    assertThat(stream.left()).isEmpty();
    assertThat(stream.patiences()).containsExactly(PATIENCE);
  }

  @Test
  void asksNobodyWhenThereIsNothingToSend() throws InterruptedException {
    ScriptedBus bus = new ScriptedBus();

    assertThat(new RelayOutbox(new OneBatchStream(), bus).relay(PATIENCE)).isZero();

    assertThat(bus.calls()).isEmpty();
  }

  @Test
  void sendsARefusedEntryAgainAlone() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus().answering(refused(SECOND));

    new RelayOutbox(stream, bus).relay(PATIENCE);

    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND, THIRD), List.of(SECOND));
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void narrowsDownToWhatIsStillRefused() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus =
        new ScriptedBus().answering(refused(THIRD), refused(FIRST)).answering(refused(THIRD));

    new RelayOutbox(stream, bus).relay(PATIENCE);

    assertThat(bus.calls())
        .containsExactly(List.of(FIRST, SECOND, THIRD), List.of(FIRST, THIRD), List.of(THIRD));
  }

  @Test
  void passesAnEntryThatIsRefusedThreeTimes() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(refused(FIRST))
            .answering(refused(FIRST))
            .answering(refused(FIRST));

    int relayed = new RelayOutbox(stream, bus).relay(PATIENCE);

    assertThat(relayed).isEqualTo(2);
    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND), List.of(FIRST), List.of(FIRST));
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void keepsTheStreamWhereItIsWhenTheBusCannotBeAsked() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus = new ScriptedBus().answering(unavailable(SECOND));
    RelayOutbox relay = new RelayOutbox(stream, bus);

    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(PATIENCE));
    assertThat(bus.calls()).hasSize(1);
    assertThat(stream.left()).containsExactly(FIRST, SECOND);

    assertThat(relay.relay(PATIENCE)).isEqualTo(2);
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void sendsOnlyWhatTheBusHadNotAcceptedWhenTheSameEntriesComeAgain() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(unavailable(SECOND), unavailable(THIRD))
            .answering(unavailable(THIRD));
    RelayOutbox relay = new RelayOutbox(stream, bus);
    for (int outage = 0; outage < 2; outage++) {
      assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(PATIENCE));
    }

    relay.relay(PATIENCE);

    assertThat(bus.calls())
        .containsExactly(List.of(FIRST, SECOND, THIRD), List.of(SECOND, THIRD), List.of(THIRD));
  }

  @Test
  void keepsTheStreamWhereItIsWhenSomeAreRefusedAndOthersNotLookedAt() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus().answering(refused(FIRST), unavailable(THIRD));

    assertThatExceptionOfType(BusUnavailable.class)
        .isThrownBy(() -> new RelayOutbox(stream, bus).relay(PATIENCE));
    assertThat(stream.left()).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void keepsTheStreamWhereItIsWhenTheBusGoesAwayAfterARefusal() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus = new ScriptedBus().answering(refused(FIRST)).answering(unavailable(FIRST));

    assertThatExceptionOfType(BusUnavailable.class)
        .isThrownBy(() -> new RelayOutbox(stream, bus).relay(PATIENCE));
    assertThat(stream.left()).containsExactly(FIRST, SECOND);
  }

  @Test
  void publishesBeforeTheEntriesCountAsTaken() throws InterruptedException {
    List<String> order = new ArrayList<>();
    OutboxStream stream =
        (patience, taker) -> {
          taker.accept(List.of(FIRST));
          order.add("taken");
          return 1;
        };
    EventBus bus =
        entries -> {
          order.add("published");
          return List.of();
        };

    new RelayOutbox(stream, bus).relay(PATIENCE);

    assertThat(order).containsExactly("published", "taken");
  }

  @Test
  void keepsTheStreamWhereItIsWhenTheBusThrows() {
    OneBatchStream stream = new OneBatchStream(FIRST);
    IllegalStateException broken = new IllegalStateException("broken");
    EventBus bus =
        entries -> {
          throw broken;
        };

    assertThatThrownBy(() -> new RelayOutbox(stream, bus).relay(PATIENCE)).isSameAs(broken);
    assertThat(stream.left()).containsExactly(FIRST);
  }

  @Test
  void letsItBeKnownThatTheStreamCannotBeRead() {
    StorageUnavailable unread = new StorageUnavailable(new IllegalStateException("timeout"));
    ScriptedBus bus = new ScriptedBus();
    OutboxStream stream =
        (patience, taker) -> {
          throw unread;
        };

    assertThatThrownBy(() -> new RelayOutbox(stream, bus).relay(PATIENCE)).isSameAs(unread);
    assertThat(bus.calls()).isEmpty();
  }
}
