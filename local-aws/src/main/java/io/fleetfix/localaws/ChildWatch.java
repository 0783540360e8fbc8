package io.fleetfix.localaws;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Restarts child processes that die, in the same way as at first: port, arguments, environment and
 * data stay the same. The first restart follows after half a second, and each further one after
 * twice the pause of the one before. A child that dies {@value WatchedChild#MAX_DEATHS} times
 * within five minutes is lost, and none is restarted any more.
 *
 * <p>Only death is watched: a process that is alive and no longer answers stays as it is.
 *
 * <p>One thread at a time may take steps; the other methods are thread-safe.
 */
public final class ChildWatch {
  /** How often a child that has been restarted is asked whether it is ready. */
  private static final Duration POLL = Duration.ofMillis(50);

  private final List<WatchedChild> children;
  private final CompletableFuture<ChildLost> lost = new CompletableFuture<>();

  /** Hears what happens to the children, in the thread that takes the steps. */
  public interface Listener {
    /** A child died, and is restarted after a pause. */
    void died(ChildDeath death);

    /** A restarted child is ready. */
    void back(String name);
  }

  ChildWatch(
      List<ChildProcess> children, Runnable restarted, Listener listener, LongSupplier nanoTime) {
    this.children =
        children.stream()
            .map(child -> new WatchedChild(child, restarted, listener, nanoTime))
            .toList();
  }

  /**
   * Looks at each child once, restarts those whose pause is over, and waits a little. Call it again
   * and again until the children are closed.
   *
   * @param maxWait how long it waits if all children are well
   */
  public void step(Duration maxWait) {
    if (!lost.isDone()) {
      children.forEach(child -> child.step().ifPresent(lost::complete));
    }
    Duration wait = away().isEmpty() || lost.isDone() ? maxWait : least(maxWait, POLL);
    LockSupport.parkNanos(wait.toNanos());
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The names of the children that have died and are not yet ready again. */
  public List<String> away() {
    return children.stream().filter(WatchedChild::isAway).map(WatchedChild::name).toList();
  }

  /** Completes when a child is lost: the run can't go on. It never fails. */
  public CompletableFuture<ChildLost> lost() {
    return lost.copy();
  }
}
