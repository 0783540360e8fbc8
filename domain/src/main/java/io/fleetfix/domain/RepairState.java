package io.fleetfix.domain;

import java.time.Instant;

/** Where a repair stands, with what is known only there. Completed and cancelled are final. */
public sealed interface RepairState {
  RepairStatus status();

  /** Work can be added. */
  record Open() implements RepairState {
    @Override
    public RepairStatus status() {
      return RepairStatus.OPEN;
    }
  }

  record Completed(Instant at) implements RepairState {
    public Completed {
      at = Timestamp.millis(at);
    }

    @Override
    public RepairStatus status() {
      return RepairStatus.COMPLETED;
    }
  }

  record Cancelled(Instant at, String reason) implements RepairState {
    public Cancelled {
      at = Timestamp.millis(at);
      Text.checked("reason", reason);
    }

    @Override
    public RepairStatus status() {
      return RepairStatus.CANCELLED;
    }
  }
}
