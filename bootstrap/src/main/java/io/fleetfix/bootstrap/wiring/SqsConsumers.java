package io.fleetfix.bootstrap.wiring;

import io.fleetfix.adapter.sqs.MessageOutcome;
import io.fleetfix.adapter.sqs.OutcomeCounter;
import io.fleetfix.adapter.sqs.Polling;
import io.fleetfix.adapter.sqs.QueueConsumer;
import io.fleetfix.adapter.sqs.Reactions;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.adapter.sqs.SqsQueue;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.ResourceCheck;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues behind the rules, each with its consumer; none is looked for yet. */
record SqsConsumers(SqsConnection connection, Map<BusRule, String> queues) {
  private static final Logger LOG = LoggerFactory.getLogger(SqsConsumers.class);

  /** Gives a queue's events to their reactions. */
  Background lane(BusRule rule, Reactions reactions, ConsumerMeters meters) {
    OutcomeCounter counted = meters.of(rule.ruleName());
    OutcomeCounter tally =
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

  /** Says so when a queue is missing. */
  ResourceCheck check(BusRule rule) {
    return queue(rule)::problem;
  }

  private SqsQueue queue(BusRule rule) {
    return SqsQueue.named(connection.client(), Objects.requireNonNull(queues.get(rule)));
  }

  /** What is left to a queue, the consumer has told of already. */
  private static void tell(BusRule rule, MessageOutcome fate) {
    if (fate == MessageOutcome.IGNORED) {
      LOG.atInfo()
          .addKeyValue("queue", rule.ruleName())
          .log("An event of a type that nobody here reacts to is acknowledged");
    }
  }
}
