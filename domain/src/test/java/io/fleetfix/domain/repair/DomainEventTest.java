package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainEventTest {
  private static final Version FOURTH = new Version(4);
  private static final Instant PRECISE = CLOSED_AT.plusNanos(999_999_999);

  /** The names are public: consumers on the bus depend on them. */
  @Test
  void hasAStablePublicName() {
    assertThat(new RepairCompleted(ID, FOURTH, CLOSED_AT).eventType()).isEqualTo("RepairCompleted");
    assertThat(new RepairCancelled(ID, FOURTH, CLOSED_AT).eventType()).isEqualTo("RepairCancelled");
    assertThat(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, CLOSED_AT).eventType())
        .isEqualTo("InvoiceIssued");
  }

  @Test
  void namesTheAggregateThatRaisedIt() {
    assertThat(new RepairCompleted(ID, FOURTH, CLOSED_AT).aggregateId()).isEqualTo("REPAIR#R-123");
    assertThat(new RepairCancelled(ID, FOURTH, CLOSED_AT).aggregateId()).isEqualTo("REPAIR#R-123");
    assertThat(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, CLOSED_AT).aggregateId())
        .isEqualTo("INVOICE#R-123");
  }

  @ParameterizedTest
  @MethodSource("preciseEvents")
  void carriesTheRepairIdForConsumers(DomainEvent event) {
    assertThat(event.ids()).containsExactly(Map.entry("repairId", "R-123"));
  }

  @ParameterizedTest
  @MethodSource("preciseEvents")
  void truncatesItsTimeToMilliseconds(DomainEvent event) {
    assertThat(event.occurredAt()).isEqualTo(CLOSED_AT.plusMillis(999));
  }

  @ParameterizedTest
  @MethodSource("preciseEvents")
  void derivesItsIdFromItsAggregateSequenceAndType(DomainEvent event) {
    assertThat(event.eventId())
        .isEqualTo(EventId.derive(event.aggregateId(), event.sequence(), event.eventType()));
  }

  static Stream<DomainEvent> preciseEvents() {
    return Stream.of(
        new RepairCompleted(ID, FOURTH, PRECISE),
        new RepairCancelled(ID, FOURTH, PRECISE),
        new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, PRECISE));
  }
}
