package io.fleetfix.adapter.eventbridge.violation;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.Map;

/** A bus that works for one application only. */
public final class KnowsTheTenantsEvents {
  private KnowsTheTenantsEvents() {}

  public static Map<String, String> detail(OutboxEntry entry) {
    return WorkshopOutbox.FORMAT.detail(entry);
  }
}
