package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.localaws.ChildDeath;
import io.fleetfix.localaws.ChildWatch;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the child processes of a local run for as long as the service runs. */
public final class ChildrenModule extends AbstractModule {
  /** Logs what happens to the child processes. */
  public static final ChildWatch.Listener LOGGED = new LoggedChildren();

  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(5));

  /** A step waits for less than a second, and starting a process does not take a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ChildWatch watch;

  public ChildrenModule(ChildWatch watch) {
    this.watch = watch;
  }

  @ProvidesIntoSet
  Background watching(Supervision supervision) {
    return new SupervisedLoop(
        "children",
        () -> {
          watch.step(SupervisedLoop.WAIT);
          return Duration.ZERO;
        },
        PAUSES,
        PATIENCE,
        supervision);
  }

  @ProvidesIntoSet
  ResourceCheck away() {
    return () -> {
      List<String> away = watch.away();
      return away.isEmpty()
          ? new Result.There()
          : new Result.Missing("Ended and not yet back, see the log: " + String.join(", ", away));
    };
  }

  private static final class LoggedChildren implements ChildWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ChildrenModule.class);

    @Override
    public void died(ChildDeath death) {
      LOG.atError()
          .addKeyValue("child", death.name())
          .addKeyValue("cause", death.cause())
          .addKeyValue("pauseMillis", death.pause().toMillis())
          .addKeyValue("output", death.output())
          .log("A local process ended; restarting it");
    }

    @Override
    public void back(String name) {
      LOG.atInfo().addKeyValue("child", name).log("The local process is back");
    }
  }
}
