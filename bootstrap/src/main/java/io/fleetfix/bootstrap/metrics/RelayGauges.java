package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;

/** How the relay of this process is, if it is the one that reads the stream. */
public final class RelayGauges implements MeterBinder {
  private final DynamoDbOutboxStream stream;

  public RelayGauges(DynamoDbOutboxStream stream) {
    this.stream = stream;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("relay.lease.held", () -> stream.isReading() ? 1 : 0)
        .description("1 if this process reads the stream; of several processes one does")
        .register(registry);
    Gauge.builder("relay.checkpoint.age", this::sinceCheckpoint)
        .description(
            "How long ago this process wrote a checkpoint, which it does when it has read something;"
                + " NaN if it has not, or does not read")
        .baseUnit("seconds")
        .register(registry);
  }

  private double sinceCheckpoint() {
    return stream.isReading()
        ? stream
            .sinceCheckpoint()
            .map(Duration::toMillis)
            .map(age -> age / 1_000.0)
            .orElse(Double.NaN)
        : Double.NaN;
  }
}
