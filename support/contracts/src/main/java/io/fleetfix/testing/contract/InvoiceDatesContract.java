package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.invoice.InvoiceDateAhead;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.invoice.ResetInvoiceDate.Reset;
import io.fleetfix.application.invoice.ResetInvoiceDate.Result;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Invoice numbers and dates rise together, whatever the clocks of the processes show that issue
 * them, and an operator can undo the effect of a clock that ran ahead.
 */
public interface InvoiceDatesContract {
  StorageUnderTest storage();

  /** How many series the property is tried with: many if the store is fast. */
  int rounds();

  @Test
  default void datesNeverFallAsNumbersRiseWhateverTheClocksShow() {
    StorageUnderTest storage = storage();
    InvoiceRace.Counts all = InvoiceRace.Counts.NONE;
    for (int round = 0; round < rounds(); round++) {
      InvoiceRace race = new InvoiceRace(storage, round);

      race.run();

      race.checkNumbersAndDates();
      all = all.plus(race.counts());
    }
    // Otherwise the property would hold for want of anything that could break it.
    assertThat(all.conflicts()).as("conflicts").isGreaterThan(rounds());
    assertThat(all.raised()).as("invoices with a later date than the clock's").isPositive();
    assertThat(all.refusals()).as("refusals").isPositive();
    assertThat(all.resets()).as("resets").isPositive();
    assertThat(all.corrections()).as("corrections").isGreaterThan(rounds());
  }

  @Test
  default void anOperatorResetsADateThatIsTooFarAhead() {
    StorageUnderTest storage = storage();
    Instant now = Instant.parse("2026-03-01T10:00:00.000Z");
    Instant ahead = now.plus(Duration.ofDays(200));
    OutboxEntry first = storage.raised(now);
    OutboxEntry second = storage.raised(now);
    issueInvoice(storage, ahead).on(first);
    assertThat(issueInvoice(storage, now).on(List.of(second)).get(second))
        .isInstanceOf(InvoiceDateAhead.class);

    InvoiceNumbers before = storage.invoices().numbers(WORKSHOP.series(), 2026);
    InvoiceNumbers after = before.resetDate(now, WORKSHOP).orElseThrow();
    assertThat(reset(storage, now, true)).contains(new Reset(before, after, Result.WOULD_BE_RESET));
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2026)).isEqualTo(before);
    assertThat(reset(storage, now, false)).contains(new Reset(before, after, Result.RESET));
    assertThat(reset(storage, now, false)).contains(new Reset(after, after, Result.NOT_NEEDED));

    assertThat(issueInvoice(storage, now.plusSeconds(1)).on(List.of(second))).isEmpty();
    InvoiceNumbers last = storage.invoices().numbers(WORKSHOP.series(), 2026);
    assertThat(last.last()).isEqualTo(2);
    assertThat(last.lastDate()).contains(now.plusSeconds(1));
  }

  @Test
  default void aResetDecidesAgainIfAnInvoiceIsIssuedMeanwhile() {
    StorageUnderTest storage = storage();
    Instant now = Instant.parse("2026-03-01T10:00:00.000Z");
    Instant ahead = now.plus(Duration.ofDays(200));
    issueInvoice(storage, ahead).on(storage.raised(now));
    OutboxEntry meanwhile = storage.raised(now);
    DoorWithOvertaking door =
        new DoorWithOvertaking(
            storage.unitOfWork(), () -> issueInvoice(storage, ahead).on(meanwhile));

    Optional<Reset> reset =
        new ResetInvoiceDate(storage.invoices(), door, WORKSHOP, InstantSource.fixed(now))
            .reset(WORKSHOP.series(), 2026, now, false);

    assertThat(reset).map(done -> done.after().last()).contains(2L);
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2026).lastDate()).contains(now);
  }

  @Test
  default void readsNumbersWithoutADate() {
    StorageUnderTest storage = storage();
    InvoiceNumbers first =
        new InvoiceNumbers(
            WORKSHOP.series(),
            2026,
            7,
            Optional.empty(),
            InvoiceNumbers.none(WORKSHOP.series(), 2026).version().next());
    storage.unitOfWork().commit(Change.of(first));
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2026)).isEqualTo(first);
    Instant now = Instant.parse("2026-03-01T10:00:00.000Z");

    issueInvoice(storage, now).on(storage.raised(now));

    InvoiceNumbers second = storage.invoices().numbers(WORKSHOP.series(), 2026);
    assertThat(second.last()).isEqualTo(8);
    assertThat(second.lastDate()).contains(now);
  }

  private static Optional<Reset> reset(StorageUnderTest storage, Instant now, boolean dryRun) {
    return new ResetInvoiceDate(
            storage.invoices(), storage.unitOfWork(), WORKSHOP, InstantSource.fixed(now))
        .reset(WORKSHOP.series(), 2026, now, dryRun);
  }

  private static IssueInvoice issueInvoice(StorageUnderTest storage, Instant now) {
    return new IssueInvoice(
        storage.repairs(),
        storage.invoices(),
        storage.ledger(),
        storage.unitOfWork(),
        WORKSHOP,
        InstantSource.fixed(now));
  }
}
