package io.fleetfix.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracingTest {
  private static final OutboxEntry EVENT =
      new OutboxEntry(
          EventId.derive("REPAIR#R-1", new Version(2), "RepairCompleted"),
          "RepairCompleted",
          Map.of("repairId", "R-1"),
          Instant.EPOCH,
          "REPAIR#R-1",
          new Version(2),
          Traceparent.NONE);

  private final Map<String, String> during = new HashMap<>();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void aReactionsLogLinesHaveTheEventsIdsAndThoseOfTheRequestAroundIt() {
    MDC.put("requestId", "q-1");
    MDC.put("repairId", "R-outer");

    traced(event -> during.putAll(MDC.getCopyOfContextMap())).handle(EVENT);

    assertThat(during)
        .containsEntry("requestId", "q-1")
        .containsEntry("repairId", "R-1")
        .containsEntry("eventId", EVENT.eventId().toString());
    assertThat(MDC.getCopyOfContextMap())
        .isEqualTo(Map.of("requestId", "q-1", "repairId", "R-outer"));
  }

  @Test
  void aReactionThatFailsLeavesNoIdsBehind() {
    ReactionBinding failing =
        traced(
            event -> {
              throw new IllegalStateException("failed");
            });

    assertThatIllegalStateException().isThrownBy(() -> failing.handle(EVENT));

    assertThat(MDC.get("eventId")).isNull();
    assertThat(MDC.get("repairId")).isNull();
  }

  private static ReactionBinding traced(Reaction reaction) {
    Subscription subscription = WorkshopOutbox.SUBSCRIPTIONS.getFirst();
    return new Tracing(OpenTelemetry.noop().getTracer("test"))
        .traced(ReactionBinding.each(subscription, Subscription.Types.all(), reaction));
  }
}
