package io.fleetfix.bootstrap.run;

import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.UncaughtFailures;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stop of the service, all of whose parts share one deadline. A part that does not end in time
 * is named in the log and abandoned, and the next part begins: the process ends anyway, and what
 * was abandoned is handled as after a crash. A part that fails is logged, too.
 */
final class Shutdown {
  /**
   * For the whole stop. ECS kills a container 30 seconds after it asked it to stop, and Kubernetes
   * does so by default, too; the JVM needs some of that for itself.
   */
  static final Duration DEADLINE = Duration.ofSeconds(25);

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final LongSupplier nanoTime;
  private final long begunAt;
  private final Duration deadline;

  /** The stop begins now. */
  Shutdown(Duration deadline, LongSupplier nanoTime) {
    this.deadline = deadline;
    this.nanoTime = nanoTime;
    this.begunAt = nanoTime.getAsLong();
  }

  /** A part of the stop. */
  @FunctionalInterface
  interface Part {
    void run() throws InterruptedException;
  }

  /**
   * Runs parts concurrently, and waits for them until this percentage of the whole time has passed.
   *
   * @return whether all have ended
   */
  boolean run(String name, int percent, List<Part> parts) throws InterruptedException {
    List<Thread> threads = parts.stream().map(part -> start(name, part)).toList();
    boolean ended = true;
    for (Thread thread : threads) {
      ended &= thread.join(left(percent));
    }
    if (!ended) {
      LOG.atWarn().addKeyValue("part", name).log("A part of the stop did not end in time");
    }
    return ended;
  }

  /**
   * Waits for the loops until this percentage of the whole time has passed, then interrupts and
   * names those that still run.
   */
  void join(Background background, int percent) throws InterruptedException {
    if (run("loops", percent, List.of(background::join))) {
      return;
    }
    List<SupervisedLoop> left =
        background.loops().stream().filter(SupervisedLoop::isAlive).toList();
    left.forEach(SupervisedLoop::interrupt);
    LOG.atWarn()
        .addKeyValue("loops", String.join(", ", left.stream().map(SupervisedLoop::name).toList()))
        .log("Loops are interrupted: their steps did not end in time");
  }

  /** Positive, so that what ends at once is never abandoned. */
  private Duration left(int percent) {
    long end = begunAt + deadline.toNanos() / 100 * percent;
    return Duration.ofNanos(Math.max(1, end - nanoTime.getAsLong()));
  }

  private static Thread start(String name, Part part) {
    return Thread.ofPlatform()
        .daemon()
        .name("stop-" + name)
        .uncaughtExceptionHandler(new UncaughtFailures(ProcessEnd.HALT))
        .start(() -> attempt(part));
  }

  private static void attempt(Part part) {
    try {
      part.run();
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }
}
