package io.fleetfix.application.reaction;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.OTHER_ID;
import static io.fleetfix.application.SomeRepairs.completed;
import static io.fleetfix.application.SomeRepairs.eventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IssueInvoiceTest {
  private static final InvoiceSeries SERIES = new InvoiceSeries("INV");
  private static final RepairId THIRD_ID = new RepairId("R-125");
  private static final Instant NOW = Instant.parse("2025-11-12T14:00:02.000Z");

  @Test
  void issuesTheInvoiceTogetherWithItsNumberAndItsEvent() {
    EffectStore store = new EffectStore(completed(ID));

    issueInvoice(store).on(eventOf(completed(ID)));

    assertThat(store.invoices().find(ID))
        .hasValueSatisfying(
            invoice -> {
              assertThat(invoice.number()).hasToString("INV-2025-000001");
              assertThat(invoice.total()).isEqualTo(Money.parse("120.00", "EUR"));
              assertThat(invoice.issuedAt()).isEqualTo(NOW);
            });
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(1);
    assertThat(store.outbox()).containsExactly(new InvoiceIssued(ID, Version.FIRST, NOW));
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void ignoresARedeliveredEvent() {
    EffectStore store = new EffectStore(completed(ID));
    IssueInvoice issueInvoice = issueInvoice(store);
    issueInvoice.on(eventOf(completed(ID)));
    Invoice first = store.invoices().find(ID).orElseThrow();

    issueInvoice.on(eventOf(completed(ID)));

    assertThat(store.all(Invoice.class)).containsExactly(first);
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(1);
    assertThat(store.attempts()).isEqualTo(1);
  }

  @Test
  void numbersInvoicesConsecutively() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    IssueInvoice issueInvoice = issueInvoice(store);

    issueInvoice.on(eventOf(completed(ID)));
    issueInvoice.on(eventOf(completed(OTHER_ID)));

    assertThat(numberOf(store, ID)).isEqualTo(1);
    assertThat(numberOf(store, OTHER_ID)).isEqualTo(2);
  }

  @Test
  void takesTheNextNumberAfterAConcurrentInvoice() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    IssueInvoice issueInvoice = issueInvoice(store);
    store.overtakeBy(() -> issueInvoice.on(eventOf(completed(OTHER_ID))));

    issueInvoice.on(eventOf(completed(ID)));

    assertThat(numberOf(store, OTHER_ID)).isEqualTo(1);
    assertThat(numberOf(store, ID)).isEqualTo(2);
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(2);
  }

  @Test
  void takesNoNumberWhenTheInvoiceIsIssuedConcurrently() {
    EffectStore store = new EffectStore(completed(ID));
    IssueInvoice issueInvoice = issueInvoice(store);
    store.overtakeBy(() -> issueInvoice.on(eventOf(completed(ID))));

    issueInvoice.on(eventOf(completed(ID)));

    assertThat(store.all(Invoice.class)).hasSize(1);
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(1);
    assertThat(store.outbox()).hasSize(1);
  }

  @Test
  void leavesNoGapAfterThreeConflicts() {
    EffectStore store = new EffectStore(completed(ID));
    for (int n = 0; n < 3; n++) {
      store.overtakeBy(() -> takeANumber(store));
    }

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> issueInvoice(store).on(eventOf(completed(ID))))
        .returns("NUMBERS#INV#2025", ConcurrencyConflict::aggregateId);
    assertThat(store.all(Invoice.class)).isEmpty();

    issueInvoice(store).on(eventOf(completed(ID)));
    assertThat(numberOf(store, ID)).isEqualTo(4);
  }

  @Test
  void determinesTheYearInTheWorkshopsZone() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    Instant newYearInBerlin = Instant.parse("2025-12-31T23:30:00.000Z");

    issueInvoice(store, "UTC", newYearInBerlin).on(eventOf(completed(ID)));
    issueInvoice(store, "Europe/Berlin", newYearInBerlin).on(eventOf(completed(OTHER_ID)));

    assertThat(store.all(Invoice.class))
        .extracting(Invoice::number)
        .extracting(InvoiceNumber::toString)
        .containsExactlyInAnyOrder("INV-2025-000001", "INV-2026-000001");
    assertThat(store.invoices().numbers(SERIES, 2026).last()).isEqualTo(1);
  }

  @Test
  void failsWhenTheRepairIsUnknown() {
    EffectStore store = new EffectStore();

    assertThatExceptionOfType(UnknownRepair.class)
        .isThrownBy(() -> issueInvoice(store).on(eventOf(completed(ID))))
        .returns(ID, UnknownRepair::repairId);
    assertThat(store.attempts()).isZero();
  }

  @Test
  void neverInvoicesACancelledRepair() {
    Repair cancelled = SomeRepairs.cancelled(ID);
    EffectStore store = new EffectStore(cancelled);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issueInvoice(store).on(eventOf(cancelled)));
    assertThat(store.attempts()).isZero();
  }

  @Test
  void invoicesSeveralRepairsInOneCommit() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID), completed(THIRD_ID));

    assertThat(issueInvoice(store).on(eventsOf(OTHER_ID, ID, THIRD_ID))).isEmpty();

    assertThat(numberOf(store, OTHER_ID)).isEqualTo(1);
    assertThat(numberOf(store, ID)).isEqualTo(2);
    assertThat(numberOf(store, THIRD_ID)).isEqualTo(3);
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(3);
    assertThat(store.outbox()).hasSize(3);
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void issuesOneInvoiceWhenTheEventIsRepeated() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID), completed(THIRD_ID));
    IssueInvoice issueInvoice = issueInvoice(store);
    issueInvoice.on(eventOf(completed(ID)));

    assertThat(issueInvoice.on(eventsOf(OTHER_ID, ID, OTHER_ID, THIRD_ID))).isEmpty();

    assertThat(store.all(Invoice.class))
        .extracting(invoice -> invoice.number().number())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(store.invoices().numbers(SERIES, 2025).last()).isEqualTo(3);
    assertThat(issueInvoice.on(eventsOf(ID, OTHER_ID, THIRD_ID))).isEmpty();
    assertThat(store.commits()).isEqualTo(2);
  }

  @Test
  void invoicesTheOthersWhenSomeFail() {
    RepairId unknown = new RepairId("R-999");
    EffectStore store =
        new EffectStore(completed(ID), SomeRepairs.cancelled(OTHER_ID), completed(THIRD_ID));

    Map<OutboxEntry, RuntimeException> failures =
        issueInvoice(store).on(eventsOf(unknown, ID, OTHER_ID, THIRD_ID));

    assertThat(failures).hasSize(2);
    assertThat(failures.get(eventOf(completed(unknown)))).isInstanceOf(UnknownRepair.class);
    assertThat(failures.get(eventOf(completed(OTHER_ID))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(numberOf(store, ID)).isEqualTo(1);
    assertThat(numberOf(store, THIRD_ID)).isEqualTo(2);
  }

  @Test
  void decidesAgainForTheBatchAfterAConflict() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    IssueInvoice issueInvoice = issueInvoice(store);
    store.overtakeBy(() -> issueInvoice.on(eventOf(completed(OTHER_ID))));

    assertThat(issueInvoice.on(eventsOf(ID, OTHER_ID))).isEmpty();

    assertThat(numberOf(store, OTHER_ID)).isEqualTo(1);
    assertThat(numberOf(store, ID)).isEqualTo(2);
    assertThat(store.outbox()).hasSize(2);
  }

  @Test
  void invoicesEachAloneWhenTheBatchCannotBeCommitted() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    store.overtakeBy(
        () -> {
          throw new IllegalStateException("One of them is too large");
        });

    assertThat(issueInvoice(store).on(eventsOf(ID, OTHER_ID))).isEmpty();

    assertThat(numberOf(store, ID)).isEqualTo(1);
    assertThat(numberOf(store, OTHER_ID)).isEqualTo(2);
    assertThat(store.commits()).isEqualTo(2);
  }

  @Test
  void failsTheWholeBatchWhenTheStoreIsDown() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    StorageUnavailable down = new StorageUnavailable(new IllegalStateException("No answer"));
    store.overtakeBy(
        () -> {
          throw down;
        });

    assertThat(issueInvoice(store).on(eventsOf(ID, OTHER_ID, ID)))
        .containsOnly(
            Map.entry(eventOf(completed(ID)), down), Map.entry(eventOf(completed(OTHER_ID)), down));
    assertThat(store.attempts()).isEqualTo(1);
  }

  @Test
  void issuesALostInvoiceAgainWithoutASecondEvent() {
    EffectStore store = new EffectStore(completed(ID));
    issueInvoice(store).on(eventOf(completed(ID)));
    store.lose(store.invoices().find(ID).orElseThrow());

    issueInvoice(store).on(eventOf(completed(ID)));

    assertThat(numberOf(store, ID)).isEqualTo(2);
    assertThat(store.outbox()).hasSize(1);
  }

  private static List<OutboxEntry> eventsOf(RepairId... ids) {
    return Stream.of(ids).map(id -> eventOf(completed(id))).toList();
  }

  private static IssueInvoice issueInvoice(EffectStore store) {
    return issueInvoice(store, "Europe/Berlin", NOW);
  }

  private static IssueInvoice issueInvoice(EffectStore store, String zone, Instant now) {
    Workshop workshop = new Workshop(Currency.getInstance("EUR"), ZoneId.of(zone), SERIES);
    return new IssueInvoice(
        store.repairs(),
        store.invoices(),
        store.ledger(),
        store,
        workshop,
        InstantSource.fixed(now));
  }

  private static void takeANumber(EffectStore store) {
    store.put(store.invoices().numbers(SERIES, 2025).take());
  }

  private static long numberOf(EffectStore store, RepairId id) {
    return store.invoices().find(id).orElseThrow().number().number();
  }
}
