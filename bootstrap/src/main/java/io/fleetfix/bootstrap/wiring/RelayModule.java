package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.RelayGauges;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.retry.DoublingWait;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;

/** Relays events to the bus in this process, where there is no EventBridge Pipe. */
public final class RelayModule extends AbstractModule {
  /** Short, because the lease has to be renewed, and events wait. */
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(5));

  /** A page of the stream takes seconds; with a slow bus, a few minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @ProvidesIntoSet
  static Background relay(RelayOutbox relay, OutboxStream stream, Supervision supervision) {
    SupervisedLoop loop =
        new SupervisedLoop(
            "relay",
            () -> {
              relay.relay(SupervisedLoop.WAIT);
              return Duration.ZERO;
            },
            PAUSES,
            PATIENCE,
            supervision);
    return stream instanceof DynamoDbOutboxStream read ? new RelayLoop(loop, read) : loop;
  }

  /** Batches may be in progress when the loop has ended, and need the bus until they end. */
  private record RelayLoop(SupervisedLoop loop, DynamoDbOutboxStream stream) implements Background {
    @Override
    public void start() {
      loop.start();
    }

    @Override
    public void stop() {
      loop.stop();
    }

    @Override
    public void join() throws InterruptedException {
      loop.join();
      stream.close();
    }

    @Override
    public List<SupervisedLoop> loops() {
      return loop.loops();
    }
  }

  /** The relay in memory cannot lag behind its stream. */
  @ProvidesIntoSet
  static MeterBinder gauges(OutboxStream stream) {
    return stream instanceof DynamoDbOutboxStream read ? new RelayGauges(read) : registry -> {};
  }
}
