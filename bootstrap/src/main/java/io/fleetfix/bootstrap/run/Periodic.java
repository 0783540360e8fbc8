package io.fleetfix.bootstrap.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short task that runs at the start and then periodically, even after a failure. */
public final class Periodic implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

  private final ScheduledExecutorService thread;
  private final String name;
  private final Duration period;
  private final Runnable task;

  public Periodic(String name, Duration period, Runnable task) {
    this.name = name;
    this.period = period;
    this.task = task;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::attempt, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void attempt() {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.atWarn().addKeyValue("task", name).setCause(failure).log("Task failed; will retry");
    }
  }

  @Override
  public void stop() {
    thread.shutdown();
  }

  @Override
  public void join() throws InterruptedException {
    thread.awaitTermination(1, TimeUnit.DAYS);
  }
}
