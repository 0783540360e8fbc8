package io.fleetfix.domain.notice;

import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;

/** A message to the front desk. There is one notice per event, and it never changes. */
public record Notice(EventId eventId, RepairId repairId, String text, Instant postedAt)
    implements Aggregate {
  public static final String KEY_PREFIX = "NOTICE#";

  /** Ids, the time and the names of the fields. */
  private static final int BYTES_BESIDE_TEXT = 500;

  public Notice {
    postedAt = UtcMillis.truncated(postedAt);
  }

  /**
   * Creates the notice that a repair was completed or cancelled.
   *
   * @param eventId the event that closed the repair
   * @param contact where the repair's customer is reached now
   * @throws IllegalArgumentException if the repair is open
   */
  public static Change<Notice> post(EventId eventId, Repair repair, Contact contact, Instant at) {
    Vehicle vehicle = repair.vehicle();
    String which = vehicle.make() + " " + vehicle.model() + ", " + vehicle.registration();
    String text =
        switch (repair.state()) {
          case Open open -> throw new IllegalArgumentException("Only a closed repair has a notice");
          case Completed completed -> "Ready for collection: " + which + paper(repair, contact);
          case Cancelled cancelled -> "Cancelled: " + which + ". " + cancelled.reason();
        };
    return Change.of(new Notice(eventId, repair.id(), text, at));
  }

  private static String paper(Repair repair, Contact contact) {
    if (!repair.isInvoiced()) {
      return ". Under warranty: there is no invoice.";
    }
    return contact.email().isPresent() ? "" : ". The customer has no e-mail: print the invoice.";
  }

  @Override
  public int sizeInBytes() {
    return BYTES_BESIDE_TEXT + TextRules.bytes(text);
  }

  @Override
  public String aggregateId() {
    return aggregateId(eventId);
  }

  public static String aggregateId(EventId eventId) {
    return KEY_PREFIX + eventId;
  }

  @Override
  public Version version() {
    return Version.FIRST;
  }
}
