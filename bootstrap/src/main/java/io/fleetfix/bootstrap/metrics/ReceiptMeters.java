package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** Counts receipts, and times the way from an event's commit through the bus. */
public final class ReceiptMeters implements ConfirmDelivery.Listener {
  /** From a healthy fast path to the time after which the sweeper takes over. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(15)
  };

  private final Counters<Confirmation> receipts;
  private final Timer way;

  public ReceiptMeters(MeterRegistry registry) {
    this.receipts =
        Counters.of(
            Confirmation.class,
            Counter.builder("outbox.receipts")
                .description("Number of receipts, by the state in which they found the event."),
            "found",
            registry);
    this.way =
        Timer.builder("outbox.commit.to.receipt")
            .description("Time in seconds from an event's commit to its first receipt.")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
  }

  @Override
  public void received(OutboxEntry event, Confirmation confirmation, Instant at) {
    receipts.count(confirmation);
    switch (confirmation) {
      case FIRST, AFTER_RESEND -> way.record(sinceCommit(event, at));
      case REPEATED, UNKNOWN -> {}
    }
  }

  /** The clock of the instance that committed the event may be ahead of ours. */
  private static Duration sinceCommit(OutboxEntry event, Instant at) {
    Duration time = Duration.between(event.occurredAt(), at);
    return time.isNegative() ? Duration.ZERO : time;
  }
}
