package io.fleetfix.bootstrap.metrics;

import io.fleetfix.adapter.sqs.MessageOutcome;
import io.fleetfix.adapter.sqs.OutcomeCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the messages of each queue. */
public final class ConsumerMeters {
  private final MeterRegistry registry;

  public ConsumerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts for one queue.
   *
   * @param rule the one behind which the queue is
   */
  public OutcomeCounter of(String rule) {
    Counters<MessageOutcome> outcomes =
        Counters.of(
            MessageOutcome.class,
            Counter.builder("consumer.messages")
                .description(
                    "Messages taken from a queue, once for each time, by what became of them")
                .tag("queue", rule),
            "outcome",
            registry);
    return outcomes::count;
  }
}
