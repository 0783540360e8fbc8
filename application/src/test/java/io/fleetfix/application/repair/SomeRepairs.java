package io.fleetfix.application.repair;

import io.fleetfix.domain.Customer;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState;
import io.fleetfix.domain.RepairState.Cancelled;
import io.fleetfix.domain.RepairState.Completed;
import io.fleetfix.domain.RepairState.Open;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.WorkLine;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** One repair in every state, as it may be stored. */
final class SomeRepairs {
  static final RepairId ID = new RepairId("R-123");
  static final Currency EUR = Currency.getInstance("EUR");
  static final Vehicle GOLF = new Vehicle("B-FF 2025", "Volkswagen", "Golf");
  static final Customer ADA = new Customer("Ada Beispiel", "ada@example.com");
  static final Instant OPENED_AT = Instant.parse("2025-11-12T08:30:00.000Z");
  static final Instant CLOSED_AT = Instant.parse("2025-11-12T14:00:00.000Z");

  /** When the tests act: after everything that is stored. */
  static final Instant NOW = Instant.parse("2025-11-13T07:00:00.000Z");

  static final WorkLine BRAKES =
      new WorkLine(new LineId("L-1"), "Brake pads, front", Money.parse("120.00", "EUR"));
  static final WorkLine OIL =
      new WorkLine(new LineId("L-2"), "Oil change", Money.parse("79.90", "EUR"));

  private SomeRepairs() {}

  /** In version 2. */
  static Repair inProgress() {
    return stored(2, new Open(), BRAKES);
  }

  /** In version 3: with one line more than {@link #inProgress()}. */
  static Repair furtherInProgress() {
    return stored(3, new Open(), BRAKES, OIL);
  }

  /** In version 3. */
  static Repair completed() {
    return stored(3, new Completed(CLOSED_AT), BRAKES);
  }

  /** In version 3. */
  static Repair cancelled() {
    return stored(3, new Cancelled(CLOSED_AT, "Sold abroad"), BRAKES);
  }

  static Repair stored(long version, RepairState state, WorkLine... work) {
    return new Repair(
        ID,
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
