package io.fleetfix.domain;

import static io.fleetfix.domain.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.SomeRepairs.ID;
import static io.fleetfix.domain.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.domain.Invoice.Line;
import io.fleetfix.domain.RepairState.Completed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvoiceTest {
  private static final InvoiceNumber NUMBER = new InvoiceNumber(new InvoiceSeries("INV"), 2025, 42);

  @Test
  void billsEveryWorkLineInItsOrder() {
    Invoice invoice = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER).state();

    assertThat(invoice.lines())
        .containsExactly(
            new Line("Brake pads, front", Money.parse("120.00", "EUR")),
            new Line("Oil change", Money.parse("79.90", "EUR")));
    assertThat(invoice.total()).isEqualTo(Money.parse("199.90", "EUR"));
  }

  @Test
  void isANewAggregateWithItsNumber() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(issued.expected()).isEqualTo(Version.NONE);
    assertThat(issued.state().repairId()).isEqualTo(ID);
    assertThat(issued.state().number()).isEqualTo(NUMBER);
    assertThat(issued.state().aggregateId()).isEqualTo("INVOICE#R-123");
  }

  @Test
  void billsZeroForNoWork() {
    Repair nothingDone = SomeRepairs.stored(2, new Completed(CLOSED_AT), List.of());

    Invoice invoice = Invoice.issue(nothingDone, NUMBER, LATER).state();

    assertThat(invoice.lines()).isEmpty();
    assertThat(invoice.total().amount()).isEqualTo("0.00");
    assertThat(invoice.total().currency()).isEqualTo(SomeRepairs.EUR);
  }

  @ParameterizedTest
  @MethodSource("notCompleted")
  void isOnlyIssuedForACompletedRepair(Repair repair) {
    assertThatIllegalArgumentException().isThrownBy(() -> Invoice.issue(repair, NUMBER, LATER));
  }

  @Test
  void raisesOneEventWhenItIsIssued() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(issued.events()).containsExactly(new InvoiceIssued(ID, Version.FIRST, LATER));
  }

  @Test
  void knowsItsEventsIdFromTheRepairAlone() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(Invoice.issuedEventId(ID)).isEqualTo(issued.events().getFirst().eventId());
  }

  @Test
  void keepsItsTimeInMilliseconds() {
    Change<Invoice> issued =
        Invoice.issue(SomeRepairs.completed(), NUMBER, LATER.plusNanos(123_456_789));

    assertThat(issued.state().issuedAt()).isEqualTo(LATER.plusMillis(123));
    assertThat(issued.events().getFirst().occurredAt()).isEqualTo(LATER.plusMillis(123));
  }

  @Test
  void isNotChangedThroughTheListItWasMadeFrom() {
    Money price = Money.parse("1.00", "EUR");
    List<Line> callersList = new ArrayList<>(List.of(new Line("Bulb", price)));
    Invoice invoice = new Invoice(ID, Version.FIRST, NUMBER, callersList, price, LATER);

    callersList.clear();

    assertThat(invoice.lines()).hasSize(1).isUnmodifiable();
  }

  static Stream<Repair> notCompleted() {
    return Stream.of(SomeRepairs.opened(), SomeRepairs.inProgress(), SomeRepairs.cancelled());
  }
}
