package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvoiceTest {
  private static final InvoiceNumber NUMBER = new InvoiceNumber(new InvoiceSeries("INV"), 2025, 42);

  @Test
  void invoicesEveryWorkLineInOrder() {
    Invoice invoice = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER).state();

    assertThat(invoice.lines())
        .containsExactly(
            new InvoiceLine(SomeRepairs.BRAKES.item(), Vat.NOT_STATED),
            new InvoiceLine(SomeRepairs.OIL.item(), Vat.NOT_STATED));
    assertThat(invoice.lines())
        .extracting(InvoiceLine::description)
        .containsExactly("Brake pads, front", "Oil change");
    assertThat(invoice.total()).isEqualTo(Money.parse("199.90", "EUR"));
  }

  @Test
  void startsAsAFirstVersionWithItsNumber() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(issued.expected()).isEqualTo(Version.NONE);
    assertThat(issued.state().repairId()).isEqualTo(ID);
    assertThat(issued.state().number()).isEqualTo(NUMBER);
    assertThat(issued.state().aggregateId()).isEqualTo("INVOICE#R-123");
  }

  @Test
  void totalsZeroWithoutWork() {
    Repair nothingDone = SomeRepairs.stored(2, new Completed(CLOSED_AT), List.of());

    Invoice invoice = Invoice.issue(nothingDone, NUMBER, LATER).state();

    assertThat(invoice.lines()).isEmpty();
    assertThat(invoice.total().amount()).isEqualTo("0.00");
    assertThat(invoice.total().currency()).isEqualTo(SomeRepairs.EUR);
  }

  @ParameterizedTest
  @MethodSource("notCompleted")
  void isIssuedOnlyForACompletedRepair(Repair repair) {
    assertThatIllegalArgumentException().isThrownBy(() -> Invoice.issue(repair, NUMBER, LATER));
  }

  @Test
  void raisesOneEventWhenIssued() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(issued.events())
        .containsExactly(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, LATER));
  }

  @Test
  void derivesTheEventIdFromTheRepairId() {
    Change<Invoice> issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER);

    assertThat(Invoice.issuedEventId(ID)).isEqualTo(issued.events().getFirst().eventId());
  }

  @Test
  void truncatesItsTimeToMilliseconds() {
    Change<Invoice> issued =
        Invoice.issue(SomeRepairs.completed(), NUMBER, LATER.plusNanos(123_456_789));

    assertThat(issued.state().issuedAt()).isEqualTo(LATER.plusMillis(123));
    assertThat(issued.events().getFirst().occurredAt()).isEqualTo(LATER.plusMillis(123));
  }

  @Test
  void copiesTheListOfLines() {
    Invoice issued = Invoice.issue(SomeRepairs.completed(), NUMBER, LATER).state();
    List<InvoiceLine> callersList = new ArrayList<>(issued.lines());
    Invoice invoice =
        new Invoice(
            ID,
            1,
            Version.FIRST,
            NUMBER,
            Optional.empty(),
            Optional.empty(),
            callersList,
            issued.totals(),
            CLOSED_AT,
            LATER,
            Credits.NONE,
            Mailing.PENDING);

    callersList.clear();

    assertThat(invoice.lines()).hasSize(2).isUnmodifiable();
  }

  static Stream<Repair> notCompleted() {
    return Stream.of(SomeRepairs.opened(), SomeRepairs.inProgress(), SomeRepairs.cancelled());
  }
}
