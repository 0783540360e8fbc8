package io.fleetfix.adapter.http.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fleetfix.adapter.http.repair.Responses.EventAnswer;
import io.fleetfix.application.outbox.Finding;
import io.fleetfix.application.outbox.InspectOutbox.History;
import io.fleetfix.application.outbox.InspectOutbox.Status;
import io.fleetfix.application.outbox.ReconcileOutbox.Report;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.Quarantine.Quarantined;
import io.fleetfix.application.port.Redeliveries.Redelivery;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of the operator's answers, field by field as {@code openapi.yaml} has them. */
final class OutboxResponses {
  private OutboxResponses() {}

  /** What can't be told is left out: it would look like good news as a zero. */
  @JsonInclude(Include.NON_EMPTY)
  record StatusAnswer(
      long pending,
      @Nullable Long oldestPendingSeconds,
      long quarantined,
      long resent,
      @Nullable String lastReceiptAt,
      List<String> problems) {
    static StatusAnswer of(Status status, long resent, List<String> problems) {
      Duration oldest = status.oldestPending();
      Instant receipt = status.lastReceiptAt();
      return new StatusAnswer(
          status.pending(),
          oldest == null ? null : oldest.toSeconds(),
          status.quarantined(),
          resent,
          receipt == null ? null : Timestamp.text(receipt),
          problems);
    }
  }

  @JsonInclude(Include.NON_NULL)
  record OutboxEventAnswer(
      @JsonUnwrapped EventAnswer event,
      int resends,
      @Nullable String resentAt,
      int refusals,
      List<RedeliveryAnswer> redeliveries) {
    static OutboxEventAnswer of(History history) {
      Delivery delivery = history.delivery();
      Instant resentAt = delivery.resentAt();
      return new OutboxEventAnswer(
          EventAnswer.of(delivery),
          delivery.resends(),
          resentAt == null ? null : Timestamp.text(resentAt),
          delivery.state() instanceof State.Pending(int refusals) ? refusals : 0,
          history.redeliveries().stream().map(RedeliveryAnswer::of).toList());
    }
  }

  record RedeliveryAnswer(String at, String by) {
    static RedeliveryAnswer of(Redelivery redelivery) {
      return new RedeliveryAnswer(Timestamp.text(redelivery.at()), redelivery.by());
    }
  }

  record RedeliveredAnswer(String eventId, String result) {
    static RedeliveredAnswer of(Redelivered redelivered) {
      return new RedeliveredAnswer(redelivered.eventId().toString(), redelivered.result().name());
    }
  }

  record QuarantinedAnswer(String eventId, String repairId, String quarantinedAt, String reason) {
    static QuarantinedAnswer of(Quarantined each) {
      return new QuarantinedAnswer(
          each.eventId(), each.repairId(), Timestamp.text(each.at()), each.reason());
    }
  }

  record ReleasedAnswer(String eventId, String state) {
    static ReleasedAnswer of(EventId eventId) {
      return new ReleasedAnswer(eventId.toString(), "PENDING");
    }
  }

  record FindingAnswer(
      String eventId, String eventType, String repairId, String kind, String action) {
    static FindingAnswer of(Finding finding) {
      return new FindingAnswer(
          finding.entry().eventId().toString(),
          finding.entry().eventType(),
          finding.entry().repairId().value(),
          finding.kind().name(),
          finding.action().name());
    }
  }

  @JsonInclude(Include.NON_NULL)
  record ReportAnswer(int checked, List<FindingAnswer> findings, @Nullable String nextCursor) {
    static ReportAnswer of(Report report) {
      return new ReportAnswer(
          report.checked(),
          report.findings().stream().map(FindingAnswer::of).toList(),
          report.nextCursor());
    }
  }
}
