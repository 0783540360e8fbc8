package io.fleetfix.domain.repair;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A repair in each state, and its parts. */
public final class SomeRepairs {
  public static final RepairId ID = new RepairId("R-123");
  public static final Currency EUR = Currency.getInstance("EUR");
  public static final Vehicle GOLF = new Vehicle("B-FF 2025", "Volkswagen", "Golf");
  public static final Customer ADA = new Customer("Ada Beispiel", "ada@example.com");
  public static final Instant OPENED_AT = Instant.parse("2025-11-12T08:30:00.000Z");
  public static final Instant CLOSED_AT = Instant.parse("2025-11-12T14:00:00.000Z");
  public static final Instant LATER = Instant.parse("2025-11-13T07:00:00.000Z");
  public static final WorkLine BRAKES = line("L-1", "Brake pads, front", "120.00");
  public static final WorkLine OIL = line("L-2", "Oil change", "79.90");
  public static final WorkLine BULB = line("L-3", "Bulb, left", "4.05");

  private SomeRepairs() {}

  /** With the e-mail address that the repair was opened with. */
  public static Contact contact(Repair repair) {
    return Contact.of(repair, Optional.empty());
  }

  public static WorkLine line(String lineId, String description, String euros) {
    return new WorkLine(new LineId(lineId), description, Money.parse(euros, "EUR"));
  }

  public static Repair opened() {
    return stored(1, new Open(), List.of());
  }

  /** Open, with brakes and oil done, in version 3. */
  public static Repair inProgress() {
    return stored(3, new Open(), List.of(BRAKES, OIL));
  }

  /** In version 4. */
  public static Repair completed() {
    return stored(4, new Completed(CLOSED_AT), List.of(BRAKES, OIL));
  }

  /** In version 4. */
  public static Repair cancelled() {
    return stored(4, new Cancelled(CLOSED_AT, "Sold abroad"), List.of(BRAKES, OIL));
  }

  public static Repair withLines(int count) {
    List<WorkLine> lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(n -> line("L-OLD" + n, "Work " + n, n + ".00"))
            .toList();
    return stored(count + 1, new Open(), lines);
  }

  public static Repair stored(long version, RepairState state, List<WorkLine> work) {
    return new Repair(
        ID, new Version(version), EUR, state, GOLF, ADA, "Squeals when braking", work, OPENED_AT);
  }
}
