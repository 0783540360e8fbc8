package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.domain.invoice.Invoice.Line;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import java.util.ArrayList;
import java.util.List;
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
            new Line("Brake pads, front", Money.parse("120.00", "EUR")),
            new Line("Oil change", Money.parse("79.90", "EUR")));
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

    assertThat(issued.events()).containsExactly(new InvoiceIssued(ID, Version.FIRST, LATER));
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
    Money price = Money.parse("1.00", "EUR");
    List<Line> callersList = new ArrayList<>(List.of(new Line("Bulb", price)));
    Invoice invoice =
        new Invoice(ID, Version.FIRST, NUMBER, callersList, price, LATER, new MailStatus.Pending());

    callersList.clear();

    assertThat(invoice.lines()).hasSize(1).isUnmodifiable();
  }

  @Test
  void isPendingUntilItIsSent() {
    assertThat(issued().mailing()).isEqualTo(new MailStatus.Pending());
  }

  @Test
  void recordsSendingAsTheNextVersionWithoutAnEvent() {
    Invoice issued = issued();

    Change<Invoice> sent = issued.sent(LATER.plusNanos(1_234_567)).orElseThrow();

    assertThat(sent.expected()).isEqualTo(issued.version());
    assertThat(sent.events()).isEmpty();
    assertThat(sent.state())
        .isEqualTo(
            new Invoice(
                issued.repairId(),
                new Version(2),
                issued.number(),
                issued.lines(),
                issued.total(),
                issued.issuedAt(),
                new MailStatus.Sent(LATER.plusMillis(1))));
  }

  @Test
  void recordsTheServersWordsWhenRefused() {
    Change<Invoice> refused = issued().refused("550 5.1.1 No such user").orElseThrow();

    assertThat(refused.expected()).isEqualTo(Version.FIRST);
    assertThat(refused.state().mailing())
        .isEqualTo(new MailStatus.Refused("550 5.1.1 No such user"));
  }

  @Test
  void isSentOrRefusedOnlyOnce() {
    Invoice sent = issued().sent(LATER).orElseThrow().state();
    Invoice refused = issued().refused("No").orElseThrow().state();

    assertThat(sent.sent(LATER.plusSeconds(1))).isEmpty();
    assertThat(sent.refused("No")).isEmpty();
    assertThat(refused.sent(LATER)).isEmpty();
    assertThat(refused.refused("No, again")).isEmpty();
  }

  private static Invoice issued() {
    return Invoice.issue(SomeRepairs.completed(), NUMBER, LATER).state();
  }

  static Stream<Repair> notCompleted() {
    return Stream.of(SomeRepairs.opened(), SomeRepairs.inProgress(), SomeRepairs.cancelled());
  }
}
