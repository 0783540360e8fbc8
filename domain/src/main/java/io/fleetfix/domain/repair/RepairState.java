package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.UtcMillis;
import java.time.Instant;

/** The state of a repair, with the data of that state. Completed and cancelled are final. */
public sealed interface RepairState {
  RepairStatus status();

  /** Work can be added. */
  record Open() implements RepairState {
    @Override
    public RepairStatus status() {
      return RepairStatus.OPEN;
    }
  }

  record Completed(Instant at, Billing billing) implements RepairState {
    public Completed {
      at = UtcMillis.truncated(at);
    }

    /** Completed, to be invoiced. */
    public Completed(Instant at) {
      this(at, Billing.INVOICE);
    }

    @Override
    public RepairStatus status() {
      return RepairStatus.COMPLETED;
    }
  }

  record Cancelled(Instant at, String reason) implements RepairState {
    public Cancelled {
      at = UtcMillis.truncated(at);
      TextRules.checked("reason", reason);
    }

    @Override
    public RepairStatus status() {
      return RepairStatus.CANCELLED;
    }
  }
}
