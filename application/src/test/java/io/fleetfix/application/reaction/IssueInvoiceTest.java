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
import io.fleetfix.application.invoice.InvoiceDateAhead;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.testing.fixture.Sellers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
    assertThat(store.outbox())
        .containsExactly(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, NOW));
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
  void issuesNoInvoiceForWarrantyWork() {
    Repair underWarranty = SomeRepairs.underWarranty(ID);
    EffectStore store = new EffectStore(underWarranty, completed(OTHER_ID));

    issueInvoice(store).on(eventOf(underWarranty));
    assertThat(store.attempts()).isZero();
    assertThat(
            issueInvoice(store).on(List.of(eventOf(underWarranty), eventOf(completed(OTHER_ID)))))
        .isEmpty();

    assertThat(store.invoices().find(ID)).isEmpty();
    assertThat(numberOf(store, OTHER_ID)).isEqualTo(1);
  }

  /** The rates and the seller are those of the day of issue. */
  @Test
  void issuesWithTheProfileOfTheWorkshop() {
    EffectStore store = new EffectStore(completed(ID));

    new IssueInvoice(
            store.repairs(),
            store.invoices(),
            store.ledger(),
            store,
            Sellers.germanWorkshop(),
            InstantSource.fixed(NOW))
        .on(eventOf(completed(ID)));

    Invoice invoice = store.invoices().find(ID).orElseThrow();
    assertThat(invoice.seller()).contains(Sellers.GERMAN.seller());
    assertThat(invoice.supplied()).isEqualTo(SomeRepairs.CLOSED_AT);
    assertThat(invoice.total()).isEqualTo(Money.parse("142.80", "EUR"));
  }

  /** An open repair has no such event, unless something is wrong. */
  @Test
  void failsIfTheRepairIsStillOpen() {
    EffectStore store = new EffectStore(SomeRepairs.inProgress());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issueInvoice(store).on(eventOf(completed(ID))));
    assertThat(store.all(Invoice.class)).isEmpty();
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

  @Test
  void datesNeverFallAsNumbersRise() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID));
    Instant afterMidnight = Instant.parse("2025-12-01T23:00:00.075Z");

    issueInvoice(store, "Europe/Berlin", afterMidnight).on(eventOf(completed(ID)));
    issueInvoice(store, "Europe/Berlin", afterMidnight.minusMillis(150)).on(eventsOf(OTHER_ID));

    assertThat(numberOf(store, OTHER_ID)).isEqualTo(2);
    assertThat(store.invoices().find(OTHER_ID))
        .map(Invoice::issuedAt)
        .as("2 December, as the first")
        .contains(afterMidnight);
    assertThat(store.invoices().numbers(SERIES, 2025).lastDate()).contains(afterMidnight);
  }

  @Test
  void readsTheClockAgainAfterAConflict() {
    EffectStore store = new EffectStore(completed(ID));
    AtomicReference<Instant> time = new AtomicReference<>(NOW);
    Instant newYear = Instant.parse("2025-12-31T23:00:00.000Z");
    store.overtakeBy(
        () -> {
          takeANumber(store);
          time.set(newYear);
        });

    issueInvoice(store, "Europe/Berlin", time::get).on(eventOf(completed(ID)));

    assertThat(store.invoices().find(ID))
        .hasValueSatisfying(
            invoice -> {
              assertThat(invoice.number()).hasToString("INV-2026-000001");
              assertThat(invoice.issuedAt()).isEqualTo(newYear);
            });
  }

  @Test
  void waitsWhileTheLastDateIsMoreThanADayAhead() {
    EffectStore store = new EffectStore(completed(ID), completed(OTHER_ID), completed(THIRD_ID));
    issueInvoice(store).on(eventOf(completed(ID)));
    Instant aDayBefore = NOW.minus(InvoiceNumbers.MAX_AHEAD);
    AtomicInteger attempts = new AtomicInteger();
    InstantSource behind =
        () -> {
          attempts.incrementAndGet();
          return aDayBefore.minusMillis(1);
        };

    Map<OutboxEntry, RuntimeException> failures =
        issueInvoice(store, "Europe/Berlin", behind).on(eventsOf(OTHER_ID, THIRD_ID));

    assertThat(failures).containsOnlyKeys(eventsOf(OTHER_ID, THIRD_ID));
    assertThat(failures.values())
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(InvoiceDateAhead.class)
                    .isInstanceOf(TransientFailure.class)
                    .hasMessage(
                        "The last invoice of NUMBERS#INV#2025 is dated 2025-11-12T14:00:02.000Z,"
                            + " too far ahead of this clock at 2025-11-11T14:00:01.999Z"));
    assertThat(attempts).as("the events were not tried one by one").hasValue(1);

    assertThat(issueInvoice(store, "Europe/Berlin", aDayBefore).on(eventsOf(OTHER_ID, THIRD_ID)))
        .isEmpty();
    assertThat(store.all(Invoice.class)).extracting(Invoice::issuedAt).containsOnly(NOW);
  }

  private static List<OutboxEntry> eventsOf(RepairId... ids) {
    return Stream.of(ids).map(id -> eventOf(completed(id))).toList();
  }

  private static IssueInvoice issueInvoice(EffectStore store) {
    return issueInvoice(store, "Europe/Berlin", NOW);
  }

  private static IssueInvoice issueInvoice(EffectStore store, String zone, Instant now) {
    return issueInvoice(store, zone, InstantSource.fixed(now));
  }

  private static IssueInvoice issueInvoice(EffectStore store, String zone, InstantSource clock) {
    return new IssueInvoice(
        store.repairs(), store.invoices(), store.ledger(), store, workshop(zone), clock);
  }

  private static void takeANumber(EffectStore store) {
    InvoiceNumbers numbers = store.invoices().numbers(SERIES, 2025);
    if (numbers.take(1, NOW, workshop("Europe/Berlin")) instanceof Taken(var taken, var issuedAt)) {
      store.put(taken);
    }
  }

  private static Workshop workshop(String zone) {
    return new Workshop(Currency.getInstance("EUR"), ZoneId.of(zone), SERIES);
  }

  private static long numberOf(EffectStore store, RepairId id) {
    return store.invoices().find(id).orElseThrow().number().number();
  }
}
