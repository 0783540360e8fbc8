package io.fleetfix.bootstrap.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes the same step again and again. A step that fails is logged and taken again
 * after a pause, for as long as the service runs.
 */
public final class BackgroundLoop implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

  /**
   * How long a step may wait for work, and so the longest that stopping takes when there is none.
   */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Step step;
  private final Thread thread;

  /** A bounded piece of work, which waits at most as long as it is told if there is none. */
  @FunctionalInterface
  public interface Step {
    void take(Duration patience) throws InterruptedException;
  }

  public BackgroundLoop(String name, Step step) {
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  /** No further step begins. */
  @Override
  public void stop() {
    stop.countDown();
  }

  /** Waits until the step under way has ended. */
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
      LOG.atError().setCause(unexpected).log("A background loop was interrupted and ends");
    }
  }

  private void takeStep() throws InterruptedException {
    try {
      step.take(PATIENCE);
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("loop", thread.getName())
          .setCause(failure)
          .log("A step failed; it is taken again");
      stop.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
