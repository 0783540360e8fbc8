package io.fleetfix.adapter.http.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fleetfix.adapter.http.operator.OutboxHealth.Verdict;
import io.fleetfix.adapter.http.repair.Responses.EventAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.repair.Responses.UnreadableAnswer;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.History;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.RedeliverEvents.Results;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Released;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the operator's answers, as {@code openapi.yaml} defines them. */
final class OutboxResponses {
  private OutboxResponses() {}

  /** Unknown values are absent: a zero would look like good news. */
  @JsonInclude(Include.NON_EMPTY)
  record StatusAnswer(
      Verdict health,
      long pending,
      @Nullable Long oldestPendingSeconds,
      long quarantined,
      @Nullable Long mismatches,
      long resent,
      @Nullable String lastReceiptAt,
      List<String> problems,
      List<String> unknown,
      List<QueueAnswer> queues,
      List<UnreadableAnswer> unreadable) {
    static StatusAnswer of(
        Status status, long resent, OutboxHealth health, List<QueueSize> queues) {
      Instant receipt = status.lastReceiptAt();
      return new StatusAnswer(
          health.verdict(),
          status.pending(),
          status.oldestPending() instanceof Age.Of(Duration time) ? time.toSeconds() : null,
          status.quarantined(),
          status.mismatches().behind() == null ? null : status.mismatches().total(),
          resent,
          receipt == null ? null : UtcMillis.text(receipt),
          health.problems(),
          health.unknown(),
          queues.stream().map(QueueAnswer::of).toList(),
          status.oldestPending() instanceof Age.Unknown(List<Unreadable> rows)
              ? rows.stream().map(UnreadableAnswer::of).toList()
              : List.of());
    }
  }

  record SampledStatusAnswer(@JsonUnwrapped StatusAnswer status, long sampledSecondsAgo) {}

  /** The size of a queue. An unknown value is absent: a zero would look like good news. */
  @JsonInclude(Include.NON_NULL)
  record QueueAnswer(
      String queue,
      @Nullable Long messages,
      @Nullable Long oldestMessageSeconds,
      @Nullable Long deadLetters) {
    static QueueAnswer of(QueueSize size) {
      return new QueueAnswer(
          size.queue(),
          number(size.messages()),
          size.oldest().map(Duration::toSeconds).orElse(null),
          number(size.deadLetters()));
    }

    private static @Nullable Long number(Count count) {
      return count instanceof Count.Known(long messages) ? messages : null;
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
          resentAt == null ? null : UtcMillis.text(resentAt),
          delivery.refusals(),
          history.redeliveries().stream().map(RedeliveryAnswer::of).toList());
    }
  }

  record RedeliveryAnswer(String at, String by) {
    static RedeliveryAnswer of(Redelivery redelivery) {
      return new RedeliveryAnswer(UtcMillis.text(redelivery.at()), redelivery.by());
    }
  }

  record RedeliveredAnswer(String eventId, String result) {
    static RedeliveredAnswer of(Redelivered redelivered) {
      return new RedeliveredAnswer(redelivered.eventId().toString(), redelivered.result().name());
    }
  }

  /**
   * A page of results.
   *
   * @param busSilent true or absent
   */
  @JsonInclude(Include.NON_NULL)
  record RedeliveriesAnswer(
      @JsonUnwrapped ListAnswer<RedeliveredAnswer> page, @Nullable Boolean busSilent) {
    static RedeliveriesAnswer of(Results results) {
      return new RedeliveriesAnswer(
          ListAnswer.of(results.page(), RedeliveredAnswer::of), results.busSilent() ? true : null);
    }
  }

  record QuarantinedAnswer(
      String eventId, String aggregateId, String quarantinedAt, String reasonCode, String reason) {
    static QuarantinedAnswer of(Quarantined each) {
      return new QuarantinedAnswer(
          each.eventId(),
          each.aggregateId(),
          UtcMillis.text(each.at()),
          each.reason().code(),
          each.reason().text());
    }
  }

  record ReleasedAnswer(String eventId, String state) {
    static ReleasedAnswer of(EventId eventId) {
      return new ReleasedAnswer(eventId.toString(), "PENDING");
    }
  }

  record BulkReleasedAnswer(String eventId, String reasonCode, String result) {
    static BulkReleasedAnswer of(Released released) {
      return new BulkReleasedAnswer(released.eventId(), released.code(), released.result().name());
    }
  }

  /**
   * A mismatch.
   *
   * @param repairId empty, and omitted, if the finding is not about a repair
   */
  @JsonInclude(Include.NON_EMPTY)
  record FindingAnswer(
      @Nullable String eventId,
      @Nullable String eventType,
      String aggregateId,
      @Nullable String repairId,
      String kind,
      String action,
      @Nullable UnreadableAnswer unreadable) {
    static FindingAnswer of(Finding finding) {
      OutboxEntry entry = finding.entry();
      Unreadable row = finding.row();
      return new FindingAnswer(
          entry == null ? null : entry.eventId().toString(),
          entry == null ? null : entry.eventType(),
          finding.aggregateId(),
          entry == null ? null : entry.id(RepairId.FIELD),
          finding.kind().name(),
          finding.action().name(),
          row == null ? null : UnreadableAnswer.of(row));
    }
  }

  /**
   * A page of mismatches.
   *
   * @param busSilent true or absent
   */
  @JsonInclude(Include.NON_NULL)
  record ReportAnswer(
      int checked,
      List<FindingAnswer> findings,
      @Nullable Boolean busSilent,
      @Nullable String nextCursor) {
    static ReportAnswer of(Report report) {
      return new ReportAnswer(
          report.checked(),
          report.findings().stream().map(FindingAnswer::of).toList(),
          report.busSilent() ? true : null,
          report.nextCursor());
    }
  }
}
