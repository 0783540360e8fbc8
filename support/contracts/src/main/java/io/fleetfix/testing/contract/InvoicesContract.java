package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.LONGEST;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.largest;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Invoices}. */
public interface InvoicesContract {
  StorageUnderTest storage();

  @Test
  default void findsNoInvoiceBeforeItIsIssued() {
    assertThat(storage().invoices().find(aRepairId())).isEmpty();
  }

  @Test
  default void findsAnInvoiceRightAfterItsCommit() {
    StorageUnderTest storage = storage();
    Repair opened = opened().state();
    Repair worked = accepted(opened.addWork(aWorkLine("Wiper 🌧", "9.90"))).state();
    Repair completed = accepted(worked.complete(NOON)).state();
    InvoiceNumbers taken = taken(1);
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);

    storage.unitOfWork().commit(issued, Change.of(taken));

    assertThat(storage.invoices().find(completed.id())).contains(issued.state());
  }

  @Test
  default void storesTheStatusOfTheMail() {
    StorageUnderTest storage = storage();
    InvoiceNumbers taken = taken(2);
    List<Invoice> issued =
        taken.newest(2).stream()
            .map(
                number ->
                    Invoice.issue(
                            accepted(opened().state().complete(NOON)).state(), number, TWO_O_CLOCK)
                        .state())
            .toList();
    issued.forEach(invoice -> storage.unitOfWork().commit(Change.of(invoice)));
    Change<Invoice> sent = issued.get(0).sent(TWO_O_CLOCK.plusMillis(7)).orElseThrow();
    Change<Invoice> refused = issued.get(1).refused("550 \"No\" such user 🚗").orElseThrow();

    storage.unitOfWork().commit(sent);
    storage.unitOfWork().commit(refused);

    assertThat(storage.invoices().find(issued.get(0).repairId())).contains(sent.state());
    assertThat(storage.invoices().find(issued.get(1).repairId())).contains(refused.state());
    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(
            () -> storage.unitOfWork().commit(issued.get(0).refused("550 No").orElseThrow()));
    assertThat(storage.invoices().find(issued.get(0).repairId())).contains(sent.state());
  }

  /** A queue hands over up to ten events at once, and their invoices are one commit. */
  @Test
  default void storesTenOfTheLargestInvoicesInOneCommit() {
    StorageUnderTest storage = storage();
    InvoiceNumbers taken = taken(10);
    List<Change<Invoice>> issued =
        taken.newest(10).stream()
            .map(
                number ->
                    Invoice.issue(
                        accepted(largest(NOON).state().complete(NOON)).state(),
                        number,
                        TWO_O_CLOCK))
            .toList();

    storage
        .unitOfWork()
        .commit(
            Stream.concat(issued.stream(), Stream.of(Change.of(taken))).toArray(Change<?>[]::new));

    for (Change<Invoice> each : issued) {
      Invoice stored = storage.invoices().find(each.state().repairId()).orElseThrow();
      assertThat(stored.equals(each.state())).isTrue();
      storage.unitOfWork().commit(stored.refused(LONGEST).orElseThrow());
    }
  }

  @Test
  default void hasTakenNoNumberInitially() {
    assertThat(storage().invoices().numbers(WORKSHOP.series(), 2025))
        .isEqualTo(InvoiceNumbers.none(WORKSHOP.series(), 2025));
  }

  @Test
  default void keepsSeriesAndYearsApart() {
    StorageUnderTest storage = storage();
    InvoiceNumbers first = taken(1);
    InvoiceNumbers second = taken(first, 1);

    storage.unitOfWork().commit(Change.of(first));
    storage.unitOfWork().commit(Change.of(second));

    Invoices invoices = storage.invoices();
    InvoiceSeries other = new InvoiceSeries("INV2");
    assertThat(invoices.numbers(WORKSHOP.series(), 2025)).isEqualTo(second);
    assertThat(invoices.numbers(WORKSHOP.series(), 2026).last()).isZero();
    assertThat(invoices.numbers(other, 2025).last()).isZero();
  }
}
