package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link EventBus}. */
public interface EventBusContract {
  /** A bus, its deliveries and its faults. */
  interface BusUnderTest {
    EventBus bus();

    /** The events that a subscriber to all types has received so far, in order. */
    List<EventId> delivered() throws Exception;

    /** From now on the bus refuses these entries. */
    void refuse(EventId... entries);

    /** From now on the bus is unavailable. */
    void breakDown();
  }

  BusUnderTest busUnderTest();

  @Test
  default void deliversAcceptedEntries() throws Exception {
    BusUnderTest bus = busUnderTest();
    List<OutboxEntry> entries = entries(3);

    assertThat(bus.bus().publish(entries)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyInAnyOrderElementsOf(ids(entries)));
  }

  @Test
  default void publishesMoreEntriesThanOneCallAllows() throws Exception {
    BusUnderTest bus = busUnderTest();
    List<OutboxEntry> entries = entries(47);

    assertThat(bus.bus().publish(entries)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyInAnyOrderElementsOf(ids(entries)));
  }

  @Test
  default void publishingNothingMakesNoCall() throws Exception {
    BusUnderTest bus = busUnderTest();
    bus.breakDown();

    assertThat(bus.bus().publish(List.of())).isEmpty();
  }

  @Test
  default void reportsEachRefusedEntryAndDeliversTheOthers() throws Exception {
    BusUnderTest bus = busUnderTest();
    List<OutboxEntry> entries = entries(25);
    EventId first = entries.get(3).eventId();
    EventId second = entries.get(17).eventId();
    bus.refuse(first, second);

    List<NotAccepted> notAccepted = bus.bus().publish(entries);

    assertThat(notAccepted).extracting(NotAccepted::eventId).containsExactly(first, second);
    assertThat(notAccepted).extracting(NotAccepted::cause).containsOnly(Cause.REFUSED);
    assertThat(notAccepted).extracting(NotAccepted::code).doesNotContain("");
    eventually(
        () ->
            assertThat(bus.delivered())
                .hasSize(23)
                .doesNotContain(first, second)
                .isSubsetOf(ids(entries)));
  }

  @Test
  default void reportsEveryEntryWhenUnavailable() {
    BusUnderTest bus = busUnderTest();
    List<OutboxEntry> entries = entries(12);
    bus.breakDown();

    List<NotAccepted> notAccepted = bus.bus().publish(entries);

    assertThat(notAccepted)
        .extracting(NotAccepted::eventId)
        .containsExactlyElementsOf(ids(entries));
    assertThat(notAccepted).extracting(NotAccepted::cause).containsOnly(Cause.UNAVAILABLE);
  }

  private static List<EventId> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::eventId).toList();
  }
}
