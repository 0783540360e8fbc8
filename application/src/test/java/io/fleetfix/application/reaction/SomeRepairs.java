package io.fleetfix.application.reaction;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState;
import io.fleetfix.domain.RepairState.Cancelled;
import io.fleetfix.domain.RepairState.Completed;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.WorkLine;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Closed repairs and their events. */
final class SomeRepairs {
  static final RepairId ID = new RepairId("R-123");
  static final RepairId OTHER_ID = new RepairId("R-124");
  static final Instant CLOSED_AT = Instant.parse("2025-11-12T14:00:00.000Z");

  private SomeRepairs() {}

  static Repair completed(RepairId id) {
    return closed(id, new Completed(CLOSED_AT));
  }

  static Repair cancelled(RepairId id) {
    return closed(id, new Cancelled(CLOSED_AT, "Sold abroad"));
  }

  static OutboxEntry eventOf(Repair closed) {
    return OutboxEntry.of(closed.closingEvent().orElseThrow());
  }

  private static Repair closed(RepairId id, RepairState state) {
    Money price = Money.parse("120.00", "EUR");
    return new Repair(
        id,
        new Version(3),
        Currency.getInstance("EUR"),
        state,
        new Vehicle("B-FF 2025", "Volkswagen", "Golf"),
        new Customer("Ada Beispiel", "ada@example.com"),
        "Squeals when braking",
        List.of(new WorkLine(new LineId("L-1"), "Brake pads, front", price)),
        Instant.parse("2025-11-12T08:30:00.000Z"));
  }
}
