package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.ResourceCheck;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairCompleted;
import java.util.Map;
import java.util.Set;

/** What comes back from the bus, over the queues of SQS. */
final class SqsModule extends AbstractModule {
  private final SqsConsumers lanes;

  /**
   * Looks for no queue yet.
   *
   * @param connection closed when the service stops
   */
  SqsModule(SqsConnection connection, Map<BusRule, String> queues) {
    this.lanes = new SqsConsumers(connection, queues);
  }

  @ProvidesIntoSet
  Background invoicing(IssueInvoice issueInvoice, Tracing tracing, ConsumerMeters meters) {
    return lanes.lane(
        BusRule.INVOICING,
        Reactions.together(
            Set.of(RepairCompleted.TYPE)::contains, tracing.together("invoicing", issueInvoice)),
        meters);
  }

  @ProvidesIntoSet
  Background frontDesk(PostNotice postNotice, Tracing tracing, ConsumerMeters meters) {
    return lanes.lane(
        BusRule.FRONT_DESK,
        Reactions.each(
            Set.of(RepairCompleted.TYPE, RepairCancelled.TYPE)::contains,
            tracing.each("front-desk", postNotice)),
        meters);
  }

  @ProvidesIntoSet
  Background receipts(ConfirmDelivery confirmDelivery, Tracing tracing, ConsumerMeters meters) {
    return lanes.lane(
        BusRule.RECEIPTS,
        Reactions.each(type -> true, tracing.each("receipts", confirmDelivery)),
        meters);
  }

  @ProvidesIntoSet
  ResourceCheck invoicingQueue() {
    return lanes.check(BusRule.INVOICING);
  }

  @ProvidesIntoSet
  ResourceCheck frontDeskQueue() {
    return lanes.check(BusRule.FRONT_DESK);
  }

  @ProvidesIntoSet
  ResourceCheck receiptsQueue() {
    return lanes.check(BusRule.RECEIPTS);
  }

  @ProvidesIntoSet
  ClosedLast closed() {
    return lanes.connection()::close;
  }
}
