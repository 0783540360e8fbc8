package io.fleetfix.bootstrap.metrics;

import io.fleetfix.adapter.sqs.MessageOutcome;
import io.fleetfix.adapter.sqs.OutcomeCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the messages of each queue by outcome. */
public final class ConsumerMeters {
  private final MeterRegistry registry;

  public ConsumerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Creates the counters of one queue.
   *
   * @param rule the rule that delivers to the queue
   */
  public OutcomeCounter of(String rule) {
    Counters<MessageOutcome> outcomes =
        Counters.of(
            MessageOutcome.class,
            Counter.builder("consumer.messages")
                .description(
                    "Number of messages received from a queue, by outcome. A redelivered message"
                        + " counts again.")
                .tag("queue", rule),
            "outcome",
            registry);
    return outcomes::count;
  }
}
