package io.fleetfix.bootstrap.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that repeats a step for as long as the service runs. A step that fails is logged and
 * retried after a pause.
 */
public final class BackgroundLoop implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

  /** How long a step may wait for work. Stopping an idle loop takes no longer than this. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Step step;
  private final Thread thread;

  /** A bounded piece of work. If there is nothing to do, it waits for work. */
  @FunctionalInterface
  public interface Step {
    void take(Duration maxWait) throws InterruptedException;
  }

  public BackgroundLoop(String name, Step step) {
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  /** No new step begins after this. */
  @Override
  public void stop() {
    stop.countDown();
  }

  /** Waits until the current step has ended. */
  @Override
  public void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      while (stop.getCount() > 0) {
        takeStep();
      }
    } catch (InterruptedException unexpected) {
      LOG.atError().setCause(unexpected).log("Background loop ended: its thread was interrupted");
    }
  }

  private void takeStep() throws InterruptedException {
    try {
      step.take(WAIT);
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("loop", thread.getName())
          .setCause(failure)
          .log("Step failed; will retry");
      stop.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
