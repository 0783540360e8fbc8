package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.OutboxGauges;
import io.fleetfix.bootstrap.metrics.Sampled;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What health checks and metrics report, each value read by a loop of its own. */
final class HealthModule extends AbstractModule {
  private static final Logger LOG = LoggerFactory.getLogger(HealthModule.class);

  /** These calls are paid for, and an operator does not need them sooner. */
  private static final Duration CHECK_EVERY = Duration.ofSeconds(15);

  /** A heartbeat ends after seconds; far longer, it is stuck. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** The first heartbeat is part of the start, so that the service is ready when it listens. */
  @Provides
  @Singleton
  static WriteCheck writes(Heartbeat heartbeat) {
    WriteCheck writes = new WriteCheck(heartbeat, System::nanoTime);
    try {
      writes.beat();
    } catch (StorageUnavailable unavailable) {
      LOG.atWarn().setCause(unavailable).log("Not ready: the first heartbeat failed");
    }
    return writes;
  }

  /** After failures it pauses no longer: the next success makes the service ready. */
  @ProvidesIntoSet
  static Background heartbeat(WriteCheck writes, Supervision supervision) {
    return new SupervisedLoop(
        "heartbeat",
        () -> {
          writes.beat();
          return WriteCheck.EVERY;
        },
        new DoublingWait(WriteCheck.EVERY, WriteCheck.EVERY),
        PATIENCE,
        supervision);
  }

  @Provides
  @Singleton
  static Sampled<Status> outbox(InspectOutbox inspect) {
    return new Sampled<>(inspect::status, OutboxGauges.SAMPLE_EVERY, System::nanoTime);
  }

  @ProvidesIntoSet
  static Background sampling(Sampled<Status> status, Supervision supervision) {
    return status.loop("sample-outbox", supervision);
  }

  @Provides
  @Singleton
  static Sampled<List<Result>> resources(Set<ResourceCheck> checks) {
    return new Sampled<>(() -> results(checks), CHECK_EVERY, System::nanoTime);
  }

  @ProvidesIntoSet
  static Background checking(Sampled<List<Result>> resources, Supervision supervision) {
    return resources.loop("sample-resources", supervision);
  }

  static List<Result> results(Set<ResourceCheck> checks) {
    return checks.stream().map(Result::of).toList();
  }
}
