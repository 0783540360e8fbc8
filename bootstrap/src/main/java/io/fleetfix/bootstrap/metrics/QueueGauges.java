package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** The sizes of the queues, by queue. NaN if unknown: zero would look healthy. */
public record QueueGauges(QueueWatch watch) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    for (String queue : watch.queues()) {
      gauge("queue.messages", queue, size -> number(size.messages()))
          .description(
              "Number of messages in the queue that are not handled yet, by queue. NaN if unknown.")
          .register(registry);
      gauge("dead.letters", queue, size -> number(size.deadLetters()))
          .description("Number of dead letters of the queue, by queue. NaN if unknown.")
          .register(registry);
      gauge("queue.oldest.message.age", queue, QueueGauges::oldestSeconds)
          .description(
              "Seconds for which the oldest message of the queue has waited, by queue. 0 if there"
                  + " is none, NaN if unknown, as it always is on SQS.")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  private Gauge.Builder<?> gauge(String name, String queue, ToDoubleFunction<QueueSize> value) {
    return Gauge.builder(name, () -> value.applyAsDouble(size(queue))).tag("queue", queue);
  }

  private QueueSize size(String queue) {
    return watch.sizes().stream()
        .filter(size -> size.queue().equals(queue))
        .findAny()
        .orElseThrow();
  }

  private static double number(Count count) {
    return switch (count) {
      case Count.Known(long messages) -> messages;
      case Count.Unknown unknown -> Double.NaN;
    };
  }

  /** With a resolution of milliseconds. */
  private static double oldestSeconds(QueueSize size) {
    return size.oldest()
        .map(Duration::toMillis)
        .map(age -> age / 1_000.0)
        .orElse(number(size.messages()) == 0 ? 0 : Double.NaN);
  }
}
