package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.sqs.Fate;
import io.fleetfix.adapter.sqs.Polling;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.adapter.sqs.SqsQueue;
import io.fleetfix.adapter.sqs.Tally;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairCompleted;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes back from the bus, over the queues of SQS. */
final class SqsModule extends AbstractModule {
  private static final Logger LOG = LoggerFactory.getLogger(SqsModule.class);

  private final SqsConnection connection;
  private final Map<BusRule, String> queues;

  /**
   * Looks for no queue yet.
   *
   * @param connection closed when the service stops
   */
  SqsModule(SqsConnection connection, Map<BusRule, String> queues) {
    this.connection = connection;
    this.queues = queues;
  }

  @ProvidesIntoSet
  Background invoicing(IssueInvoice issueInvoice, ConsumerMeters meters) {
    return consumer(
        BusRule.INVOICING,
        Reactions.together(Set.of(RepairCompleted.TYPE)::contains, issueInvoice),
        meters);
  }

  @ProvidesIntoSet
  Background frontDesk(PostNotice postNotice, ConsumerMeters meters) {
    return consumer(
        BusRule.FRONT_DESK,
        Reactions.each(Set.of(RepairCompleted.TYPE, RepairCancelled.TYPE)::contains, postNotice),
        meters);
  }

  @ProvidesIntoSet
  Background receipts(ConfirmDelivery confirmDelivery, ConsumerMeters meters) {
    return consumer(BusRule.RECEIPTS, Reactions.each(type -> true, confirmDelivery), meters);
  }

  @ProvidesIntoSet
  ResourceCheck invoicingQueue() {
    return queue(BusRule.INVOICING)::problem;
  }

  @ProvidesIntoSet
  ResourceCheck frontDeskQueue() {
    return queue(BusRule.FRONT_DESK)::problem;
  }

  @ProvidesIntoSet
  ResourceCheck receiptsQueue() {
    return queue(BusRule.RECEIPTS)::problem;
  }

  @ProvidesIntoSet
  ClosedLast closed() {
    return connection::close;
  }

  private SqsQueue queue(BusRule rule) {
    return SqsQueue.named(connection.client(), Objects.requireNonNull(queues.get(rule)));
  }

  private Background consumer(BusRule rule, Reactions reactions, ConsumerMeters meters) {
    Tally counted = meters.of(rule.ruleName());
    Tally tally =
        fate -> {
          counted.count(fate);
          tell(rule, fate);
        };
    QueueConsumer consumer = new QueueConsumer(queue(rule), reactions, Polling.DEFAULT, tally);
    return new Background() {
      @Override
      public void start() {
        consumer.start();
      }

      @Override
      public void stop() {
        consumer.stop();
      }

      @Override
      public void join() throws InterruptedException {
        consumer.join();
      }
    };
  }

  /** What is left to a queue, the consumer has told of already. */
  private static void tell(BusRule rule, Fate fate) {
    if (fate == Fate.IGNORED) {
      LOG.atInfo()
          .addKeyValue("queue", rule.ruleName())
          .log("An event of a type that nobody here reacts to is acknowledged");
    }
  }
}
