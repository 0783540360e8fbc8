package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The counter of one series and year. It is committed together with the invoices that take their
 * numbers from it, so numbers have no gaps and no duplicates, and within a series and year no
 * invoice has an earlier date than one with a lower number. {@link #resetDate} is the only
 * exception: after it, dates may fall once.
 *
 * @param last the last number taken, 0 if none is
 * @param lastDate the date of the invoice with that number; empty if no number is taken, or if an
 *     older release took the last one
 */
public record InvoiceNumbers(
    InvoiceSeries series, int year, long last, Optional<Instant> lastDate, Version version)
    implements Aggregate {
  public static final String KEY_PREFIX = "NUMBERS#";

  /**
   * How far the last date may be ahead of the clock of a process that takes a number. It was set by
   * the clock of another process, which may be wrong.
   */
  public static final Duration MAX_AHEAD = Duration.ofDays(1);

  public InvoiceNumbers {
    lastDate = lastDate.map(UtcMillis::truncated);
  }

  /** The response to {@link #take}. */
  public sealed interface Taking {
    /**
     * The numbers are taken, once this state is committed.
     *
     * @param numbers the new state, whose newest numbers are the taken ones
     * @param issuedAt the date of all their invoices
     */
    record Taken(InvoiceNumbers numbers, Instant issuedAt) implements Taking {}

    /** No number is taken: this clock or the one that set the last date is wrong. */
    record TooFarAhead(Instant lastDate, Instant now) implements Taking {}
  }

  public static InvoiceNumbers none(InvoiceSeries series, int year) {
    return new InvoiceNumbers(series, year, 0, Optional.empty(), Version.NONE);
  }

  /**
   * Takes several numbers. Their invoices are issued now, or at the last date if that is later.
   *
   * @param count at least 1
   * @param now must be in this year, in the workshop's zone; then the date of issue is, too
   */
  public Taking take(int count, Instant now, Workshop workshop) {
    if (count < 1) {
      throw new InvalidValue("count", "must be at least 1");
    }
    if (workshop.yearOf(now) != year) {
      throw new InvalidValue("now", "must be in the year of the numbers");
    }
    if (isTooFarAhead(now, workshop)) {
      return new Taking.TooFarAhead(lastDate.orElseThrow(), now);
    }
    Instant issuedAt =
        lastDate.filter(date -> date.isAfter(now)).orElseGet(() -> UtcMillis.truncated(now));
    return new Taking.Taken(
        new InvoiceNumbers(series, year, last + count, Optional.of(issuedAt), version.next()),
        issuedAt);
  }

  /**
   * Whether no number can be taken. The last date can be in another year only if the workshop's
   * zone was changed; then, waiting until that date is enough.
   */
  private boolean isTooFarAhead(Instant now, Workshop workshop) {
    return dateAheadOf(now).compareTo(MAX_AHEAD) > 0
        || lastDate.filter(date -> date.isAfter(now) && workshop.yearOf(date) != year).isPresent();
  }

  /** By how much the last date is ahead of a clock; zero if it is not. */
  public Duration dateAheadOf(Instant now) {
    return lastDate
        .filter(date -> date.isAfter(now))
        .map(date -> Duration.between(now, date))
        .orElse(Duration.ZERO);
  }

  /**
   * Sets the last date back to now, or to the start of the year if that is later, so that numbers
   * can be taken again. Invoices that are already issued keep their dates. Empty if nothing has to
   * be reset.
   *
   * @param now by a clock that is right
   */
  public Optional<InvoiceNumbers> resetDate(Instant now, Workshop workshop) {
    if (!isTooFarAhead(now, workshop)) {
      return Optional.empty();
    }
    Instant start = workshop.startOf(year);
    Instant date = start.isAfter(now) ? start : now;
    return Optional.of(new InvoiceNumbers(series, year, last, Optional.of(date), version.next()));
  }

  /**
   * The numbers that were taken last, in ascending order.
   *
   * @throws InvalidValue if fewer have been taken
   */
  public List<InvoiceNumber> newest(int count) {
    return LongStream.rangeClosed(last - count + 1, last)
        .mapToObj(number -> new InvoiceNumber(series, year, number))
        .toList();
  }

  @Override
  public String aggregateId() {
    return aggregateId(series, year);
  }

  public static String aggregateId(InvoiceSeries series, int year) {
    return KEY_PREFIX + series + "#" + year;
  }
}
