package io.fleetfix.application;

import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** A stored repair in each state. */
public final class SomeRepairs {
  public static final RepairId ID = new RepairId("R-123");
  public static final RepairId OTHER_ID = new RepairId("R-124");
  public static final Currency EUR = Currency.getInstance("EUR");
  public static final Vehicle GOLF = new Vehicle("B-FF 2025", "Volkswagen", "Golf");
  public static final Customer ADA = new Customer("Ada Beispiel", "ada@example.com");
  public static final Instant OPENED_AT = Instant.parse("2025-11-12T08:30:00.000Z");
  public static final Instant CLOSED_AT = Instant.parse("2025-11-12T14:00:00.000Z");

  /** The time of the tests' commands: later than all stored times. */
  public static final Instant NOW = Instant.parse("2025-11-13T07:00:00.000Z");

  public static final WorkLine BRAKES =
      new WorkLine(new LineId("L-1"), "Brake pads, front", Money.parse("120.00", "EUR"));
  public static final WorkLine OIL =
      new WorkLine(new LineId("L-2"), "Oil change", Money.parse("79.90", "EUR"));

  /** Its documents are no invoices. */
  public static final Workshop WITHOUT_PROFILE =
      new Workshop(EUR, ZoneId.of("Europe/Berlin"), new InvoiceSeries("INV"));

  /** Fonts that have every character. */
  public static final PrintCheck ANY_PRINT = new PrintCheck(text -> "");

  private SomeRepairs() {}

  /** In version 2. */
  public static Repair inProgress() {
    return stored(2, new Open(), BRAKES);
  }

  /** In version 3, with one more line than {@link #inProgress()}. */
  public static Repair furtherInProgress() {
    return stored(3, new Open(), BRAKES, OIL);
  }

  /** In version 3. */
  public static Repair completed() {
    return completed(ID);
  }

  public static Repair completed(RepairId id) {
    return stored(id, 3, new Completed(CLOSED_AT), BRAKES);
  }

  /** In version 3, without an invoice. */
  public static Repair underWarranty(RepairId id) {
    return stored(id, 3, new Completed(CLOSED_AT, Billing.WARRANTY), BRAKES);
  }

  /** In version 3. */
  public static Repair cancelled() {
    return cancelled(ID);
  }

  public static Repair cancelled(RepairId id) {
    return stored(id, 3, new Cancelled(CLOSED_AT, "Sold abroad"), BRAKES);
  }

  /** The closing event as a consumer receives it. */
  public static OutboxEntry eventOf(Repair closed) {
    return OutboxEntry.of(closed.closingEvent().orElseThrow());
  }

  public static Repair stored(long version, RepairState state, WorkLine... work) {
    return stored(ID, version, state, work);
  }

  private static Repair stored(RepairId id, long version, RepairState state, WorkLine... work) {
    return new Repair(
        id,
        new Version(version),
        EUR,
        state,
        GOLF,
        ADA,
        "Squeals when braking",
        List.of(work),
        OPENED_AT);
  }
}
