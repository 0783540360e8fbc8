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
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayOutboxTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  @Test
  void sendsEveryEntryOnceWhenTheBusAcceptsAll() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus();

    int relayed = new RelayOutbox(stream, bus).relay(TIMEOUT);

    assertThat(relayed).isEqualTo(3);
    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND, THIRD));
    assertThat(stream.left()).isEmpty();
    assertThat(stream.timeouts()).containsExactly(TIMEOUT);
  }

  @Test
  void doesNotCallTheBusWithoutEntries() throws InterruptedException {
    ScriptedBus bus = new ScriptedBus();

    assertThat(new RelayOutbox(new OneBatchStream(), bus).relay(TIMEOUT)).isZero();

    assertThat(bus.calls()).isEmpty();
  }

  @Test
  void retriesOnlyTheRefusedEntry() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus().answering(refused(SECOND));

    new RelayOutbox(stream, bus).relay(TIMEOUT);

    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND, THIRD), List.of(SECOND));
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void retriesOnlyEntriesThatAreStillRefused() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus =
        new ScriptedBus().answering(refused(THIRD), refused(FIRST)).answering(refused(THIRD));

    new RelayOutbox(stream, bus).relay(TIMEOUT);

    assertThat(bus.calls())
        .containsExactly(List.of(FIRST, SECOND, THIRD), List.of(FIRST, THIRD), List.of(THIRD));
  }

  @Test
  void skipsAnEntryAfterThreeRefusals() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(refused(FIRST))
            .answering(refused(FIRST))
            .answering(refused(FIRST));

    int relayed = new RelayOutbox(stream, bus).relay(TIMEOUT);

    assertThat(relayed).isEqualTo(2);
    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND), List.of(FIRST), List.of(FIRST));
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void doesNotAdvanceTheStreamWhenTheBusIsUnavailable() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus = new ScriptedBus().answering(unavailable(SECOND));
    RelayOutbox relay = new RelayOutbox(stream, bus);

    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    assertThat(bus.calls()).hasSize(1);
    assertThat(stream.left()).containsExactly(FIRST, SECOND);

    assertThat(relay.relay(TIMEOUT)).isEqualTo(2);
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void sendsOnlyUnacceptedEntriesWhenTheStreamRepeatsThem() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(unavailable(SECOND), unavailable(THIRD))
            .answering(unavailable(THIRD));
    RelayOutbox relay = new RelayOutbox(stream, bus);
    for (int outage = 0; outage < 2; outage++) {
      assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    }

    relay.relay(TIMEOUT);

    assertThat(bus.calls())
        .containsExactly(List.of(FIRST, SECOND, THIRD), List.of(SECOND, THIRD), List.of(THIRD));
  }

  @Test
  void doesNotAdvanceTheStreamWhenOnlySomeEntriesAreAnswered() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus = new ScriptedBus().answering(refused(FIRST), unavailable(THIRD));

    assertThatExceptionOfType(BusUnavailable.class)
        .isThrownBy(() -> new RelayOutbox(stream, bus).relay(TIMEOUT));
    assertThat(stream.left()).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void doesNotAdvanceTheStreamWhenTheBusFailsAfterARefusal() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus = new ScriptedBus().answering(refused(FIRST)).answering(unavailable(FIRST));

    assertThatExceptionOfType(BusUnavailable.class)
        .isThrownBy(() -> new RelayOutbox(stream, bus).relay(TIMEOUT));
    assertThat(stream.left()).containsExactly(FIRST, SECOND);
  }

  @Test
  void abandonsAnEntryThatStaysUndecidedWhileOthersAreAccepted() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(unavailable(FIRST))
            .answering(unavailable(FIRST))
            .answering(unavailable(FIRST));
    RelayOutbox relay = new RelayOutbox(stream, bus);
    for (int tries = 1; tries < RelayOutbox.MAX_TRIES; tries++) {
      assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    }

    assertThat(relay.relay(TIMEOUT)).isEqualTo(2);
    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND), List.of(FIRST), List.of(FIRST));
    assertThat(stream.left()).isEmpty();
  }

  @Test
  void abandonsNothingWhileTheBusAcceptsNothing() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    EventBus down = entries -> entries.stream().map(ScriptedBus::unavailable).toList();
    RelayOutbox relay = new RelayOutbox(stream, down);

    for (int tries = 0; tries < 20; tries++) {
      assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    }

    assertThat(stream.left()).containsExactly(FIRST, SECOND);
  }

  @Test
  void anUnsentEntryIsNeverAbandoned() {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND);
    EventBus bus =
        entries ->
            entries.contains(FIRST)
                ? List.of(new NotAccepted(FIRST.eventId(), Cause.UNAVAILABLE, "NotSent", false))
                : List.of();
    RelayOutbox relay = new RelayOutbox(stream, bus);

    for (int tries = 0; tries < 20; tries++) {
      assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    }

    assertThat(stream.left()).containsExactly(FIRST, SECOND);
  }

  @Test
  void entriesOfOtherPagesShowThatTheBusWorks() throws InterruptedException {
    List<List<OutboxEntry>> pages =
        List.of(List.of(FIRST), List.of(SECOND), List.of(FIRST), List.of(FIRST), List.of(FIRST));
    Iterator<List<OutboxEntry>> next = pages.iterator();
    OutboxStream stream =
        (timeout, taker) -> {
          taker.accept(next.next());
          return 1;
        };
    EventBus bus = entries -> entries.contains(FIRST) ? List.of(unavailable(FIRST)) : List.of();
    RelayOutbox relay = new RelayOutbox(stream, bus);

    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    assertThat(relay.relay(TIMEOUT)).isEqualTo(1);
    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));
    assertThat(relay.relay(TIMEOUT)).isEqualTo(1);
  }

  @Test
  void sendsAnEntryThatFailedAfterTheOthers() throws InterruptedException {
    OneBatchStream stream = new OneBatchStream(FIRST, SECOND, THIRD);
    ScriptedBus bus =
        new ScriptedBus()
            .answering(
                unavailable(FIRST),
                new NotAccepted(THIRD.eventId(), Cause.UNAVAILABLE, "NotSent", false));
    RelayOutbox relay = new RelayOutbox(stream, bus);
    assertThatExceptionOfType(BusUnavailable.class).isThrownBy(() -> relay.relay(TIMEOUT));

    relay.relay(TIMEOUT);

    assertThat(bus.calls()).containsExactly(List.of(FIRST, SECOND, THIRD), List.of(THIRD, FIRST));
  }

  @Test
  void publishesBeforeTheEntriesCountAsTaken() throws InterruptedException {
    List<String> order = new ArrayList<>();
    OutboxStream stream =
        (timeout, taker) -> {
          taker.accept(List.of(FIRST));
          order.add("taken");
          return 1;
        };
    EventBus bus =
        entries -> {
          order.add("published");
          return List.of();
        };

    new RelayOutbox(stream, bus).relay(TIMEOUT);

    assertThat(order).containsExactly("published", "taken");
  }

  @Test
  void doesNotAdvanceTheStreamWhenTheBusThrows() {
    OneBatchStream stream = new OneBatchStream(FIRST);
    IllegalStateException broken = new IllegalStateException("broken");
    EventBus bus =
        entries -> {
          throw broken;
        };

    assertThatThrownBy(() -> new RelayOutbox(stream, bus).relay(TIMEOUT)).isSameAs(broken);
    assertThat(stream.left()).containsExactly(FIRST);
  }

  @Test
  void failsWhenTheStreamCannotBeRead() {
    StorageUnavailable unread = new StorageUnavailable(new IllegalStateException("timeout"));
    ScriptedBus bus = new ScriptedBus();
    OutboxStream stream =
        (timeout, taker) -> {
          throw unread;
        };

    assertThatThrownBy(() -> new RelayOutbox(stream, bus).relay(TIMEOUT)).isSameAs(unread);
    assertThat(bus.calls()).isEmpty();
  }
}
