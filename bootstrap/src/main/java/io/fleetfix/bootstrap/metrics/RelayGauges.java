package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;

/** The state of this process's relay. */
public final class RelayGauges implements MeterBinder {
  private final DynamoDbOutboxStream stream;

  public RelayGauges(DynamoDbOutboxStream stream) {
    this.stream = stream;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("relay.lease.held", () -> stream.isReading() ? 1 : 0)
        .description("1 if this process holds the lease and reads the stream, 0 otherwise.")
        .register(registry);
    Gauge.builder("relay.shards.failing", () -> stream.failingShards().size())
        .description(
            "Number of shards that this process could not read or publish when it last tried."
                + " The log names them.")
        .register(registry);
    Gauge.builder("relay.checkpoint.age", this::sinceCheckpoint)
        .description(
            "Seconds since this process wrote a checkpoint, which it does after it has read"
                + " records. NaN if it has not written one or does not hold the lease.")
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
