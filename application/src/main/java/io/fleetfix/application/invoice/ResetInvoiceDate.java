package io.fleetfix.application.invoice;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the date of the last invoice back after a clock that ran ahead, so that invoices are issued
 * again. Invoices that have a date in the future keep it, so the dates of a series fall once: from
 * the last invoice before the reset to the first one after it. A warning in the log records that.
 *
 * <p>If the clock of this process is the wrong one, a reset would make it worse. So the caller
 * states the time, too, and nothing is reset unless the two clocks agree.
 */
public final class ResetInvoiceDate {
  /** How far the caller's clock may be from this process's clock. */
  public static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(ResetInvoiceDate.class);

  private final Invoices invoices;
  private final UnitOfWork unitOfWork;
  private final Workshop workshop;
  private final InstantSource clock;

  public ResetInvoiceDate(
      Invoices invoices, UnitOfWork unitOfWork, Workshop workshop, InstantSource clock) {
    this.invoices = invoices;
    this.unitOfWork = unitOfWork;
    this.workshop = workshop;
    this.clock = clock;
  }

  /** What was done, or would be done by a call that is no dry run. */
  public enum Result {
    RESET,
    WOULD_BE_RESET,
    /** The last date prevents no invoice. */
    NOT_NEEDED
  }

  /**
   * The counter before and after the call. After a dry run, the latter is not stored.
   *
   * @param after the same as before if no reset is needed
   */
  public record Reset(InvoiceNumbers before, InvoiceNumbers after, Result result) {}

  /**
   * Resets the date of one series and year, if it prevents invoices.
   *
   * @param callersNow the current time by the caller's clock
   * @return empty if no invoice of the series and year was ever issued
   * @throws InvalidValue if the two clocks differ by more than {@link #MAX_CLOCK_DIFFERENCE}
   */
  public Optional<Reset> reset(InvoiceSeries series, int year, Instant callersNow, boolean dryRun) {
    Instant now = clock.instant();
    if (Duration.between(now, callersNow).abs().compareTo(MAX_CLOCK_DIFFERENCE) > 0) {
      throw new InvalidValue(
          "now",
          "differs by more than 5 minutes from the clock of the service, which shows "
              + UtcMillis.text(now)
              + ": one of the two clocks is wrong");
    }
    return RetryOnConflict.run(
        () -> {
          InvoiceNumbers before = invoices.numbers(series, year);
          return before.version().equals(Version.NONE)
              ? Optional.empty()
              : Optional.of(reset(before, now, dryRun));
        });
  }

  private Reset reset(InvoiceNumbers before, Instant now, boolean dryRun) {
    Optional<InvoiceNumbers> reset = before.resetDate(now, workshop);
    if (reset.isEmpty()) {
      return new Reset(before, before, Result.NOT_NEEDED);
    }
    InvoiceNumbers after = reset.get();
    if (dryRun) {
      return new Reset(before, after, Result.WOULD_BE_RESET);
    }
    unitOfWork.commit(Change.of(after));
    LOG.atWarn()
        .addKeyValue("series", after.series())
        .addKeyValue("year", after.year())
        .addKeyValue("lastNumber", after.last())
        .addKeyValue("dateBefore", before.lastDate().orElseThrow())
        .addKeyValue("dateAfter", after.lastDate().orElseThrow())
        .log("The date of the last invoice was set back: dates fall once after this number");
    return new Reset(before, after, Result.RESET);
  }
}
