package io.fleetfix.outbox.loop;

import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that repeats a step until it is stopped. A step that fails is logged, and the next one
 * follows after a pause that grows as long as steps fail. That holds for exceptions, for errors
 * such as {@link StackOverflowError} and {@link LinkageError}, and for interrupts. Out of memory
 * ends the process.
 *
 * <p>Not guaranteed: that a step ends. A step that hangs, hangs its loop; {@link #isRunning}
 * reports it after the loop's patience.
 */
public final class SupervisedLoop implements Background {
  /** How long a step may wait for work: stopping an idle loop takes no longer than this. */
  public static final Duration WAIT = Duration.ofMillis(500);

  /** The longest pause of a periodic task that keeps failing. */
  private static final int LONGEST_PAUSE_IN_PERIODS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SupervisedLoop.class);

  private final String name;
  private final Step step;
  private final DoublingWait pauses;
  private final Duration patience;
  private final Supervision supervision;
  private final String failed;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private Duration lastPause = Duration.ZERO;
  private long begunAt;
  private volatile boolean started;
  private volatile long completedAt;

  /**
   * Call {@link #start} to begin.
   *
   * @param name of the thread, and in logs and metrics
   * @param pauses the pauses after failed steps; a step that succeeds resets them
   * @param patience how long after a completed step the next one must be completed, its pause
   *     included; far longer than any step takes, because a service that is not live is restarted
   */
  public SupervisedLoop(
      String name, Step step, DoublingWait pauses, Duration patience, Supervision supervision) {
    this.name = name;
    this.step = step;
    this.pauses = pauses;
    this.patience = patience;
    this.supervision = supervision;
    this.failed = "A step of the loop " + name + " failed; will retry";
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /**
   * A loop that runs a task at once and then again and again, with the period between the end of
   * one run and the beginning of the next. After failures the pause doubles up to four periods: a
   * failed run is never followed sooner than a successful one.
   */
  public static SupervisedLoop every(
      String name, Duration period, Runnable task, Duration patience, Supervision supervision) {
    return new SupervisedLoop(
        name,
        () -> {
          task.run();
          return period;
        },
        new DoublingWait(period, period.multipliedBy(LONGEST_PAUSE_IN_PERIODS)),
        patience,
        supervision);
  }

  public String name() {
    return name;
  }

  @Override
  public void start() {
    completedAt = supervision.nanoTime().getAsLong();
    thread.start();
    started = true; // not earlier: a thread that does not live yet is not dead
  }

  /** Also ends a pause. */
  @Override
  public void stop() {
    stop.countDown();
  }

  @Override
  public void join() throws InterruptedException {
    thread.join();
  }

  /** Whether the loop's thread runs. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Interrupts the step in progress. Call it after {@link #stop}, if the step does not end by
   * itself: a waiting call then fails, and what it did is unknown, as after a crash.
   */
  public void interrupt() {
    thread.interrupt();
  }

  @Override
  public List<SupervisedLoop> loops() {
    return List.of(this);
  }

  /**
   * The time since the last step was completed, whether or not it succeeded, or since the start;
   * empty before the start.
   */
  public Optional<Duration> sinceLastStep() {
    return started
        ? Optional.of(Duration.ofNanos(supervision.nanoTime().getAsLong() - completedAt))
        : Optional.empty();
  }

  /**
   * False if the thread has died, or the last completed step is older than the loop's patience. A
   * step that fails counts as completed: the reason may be a service elsewhere. True before the
   * start and after {@link #stop}.
   */
  public boolean isRunning() {
    return isStopping()
        || sinceLastStep()
            .map(since -> thread.isAlive() && since.compareTo(patience) <= 0)
            .orElse(true);
  }

  /**
   * Takes one step in the caller's thread. Never throws. For tests in virtual time; a started loop
   * does this by itself.
   *
   * @return the pause before the next step
   */
  public Duration attempt() {
    Duration pause;
    try {
      begunAt = supervision.nanoTime().getAsLong();
      pause = step.take();
      lastPause = Duration.ZERO;
    } catch (Throwable failure) { // whatever it is, the loop must go on
      pause = survive(failure);
    }
    completedAt = supervision.nanoTime().getAsLong();
    return pause;
  }

  private Duration survive(Throwable failure) {
    supervision.end().ifOutOfMemory(failure);
    try {
      log(failure);
    } catch (Throwable unloggable) { // a class of the logger may be what is missing
      supervision.end().ifOutOfMemory(unloggable);
    }
    lastPause = pauses.next(lastPause);
    return lastPause;
  }

  /** An error means that the program or its installation is broken: that requires an operator. */
  private void log(Throwable failure) {
    (failure instanceof Error ? LOG.atError() : LOG.atWarn())
        .addKeyValue("loop", name)
        .addKeyValue("ranFor", Duration.ofNanos(supervision.nanoTime().getAsLong() - begunAt))
        .setCause(failure)
        .log(failed);
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void run() {
    while (!isStopping()) {
      pause(attempt());
    }
  }

  private void pause(Duration pause) {
    try {
      stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException unexpected) { // only stop() ends a loop
      LOG.atWarn().addKeyValue("loop", name).log("Loop was interrupted; it goes on");
    }
  }
}
