package io.fleetfix.localaws;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A child process, and what is done about its death. */
final class WatchedChild {
  static final int MAX_DEATHS = 5;
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final ChildProcess child;
  private final Runnable restarted;
  private final ChildWatch.Listener listener;
  private final LongSupplier nanoTime;
  private final Deque<Long> deaths = new ArrayDeque<>();
  private volatile State state = new State.Well();

  /** Times are those of the {@code nanoTime} clock. */
  private sealed interface State {
    /** It is running. */
    record Well() implements State {}

    /** It died, and is restarted at this time. */
    record Resting(long until) implements State {}

    /** It was restarted at this time, and is not ready yet. */
    record Starting(long since) implements State {}
  }

  /**
   * Watches a running process.
   *
   * @param restarted runs after each restart
   */
  WatchedChild(
      ChildProcess child, Runnable restarted, ChildWatch.Listener listener, LongSupplier nanoTime) {
    this.child = child;
    this.restarted = restarted;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  String name() {
    return child.program().name();
  }

  boolean isAway() {
    return !(state instanceof State.Well);
  }

  /** Does what is due. If the child is lost, returns why. A closed child needs nothing. */
  Optional<ChildLost> step() {
    if (child.isClosed()) {
      return Optional.empty();
    }
    child.program().output().limit();
    return switch (state) {
      case State.Well() -> child.isAlive() ? Optional.empty() : died(child.death(nextPause()));
      case State.Resting(long until) ->
          nanoTime.getAsLong() - until < 0 ? Optional.empty() : restart();
      case State.Starting(long since) -> starting(since);
    };
  }

  private Optional<ChildLost> restart() {
    try {
      child.restart();
    } catch (IOException notStarted) {
      return died(
          new ChildDeath(name(), String.valueOf(notStarted.getMessage()), List.of(), nextPause()));
    }
    state = new State.Starting(nanoTime.getAsLong());
    restarted.run();
    return Optional.empty();
  }

  private Optional<ChildLost> starting(long since) {
    if (!child.isAlive()) {
      return died(child.death(nextPause()));
    }
    if (child.isReady()) {
      state = new State.Well();
      listener.back(name());
    } else if (nanoTime.getAsLong() - since > ChildProcess.START_TIMEOUT.toNanos()) {
      return died(child.killUnready(nextPause()));
    }
    return Optional.empty();
  }

  /** Half a second after the first death in the window, and then twice as long each time. */
  private Duration nextPause() {
    long now = nanoTime.getAsLong();
    deaths.removeIf(death -> now - death > WINDOW.toNanos());
    return FIRST_PAUSE.multipliedBy(1L << deaths.size());
  }

  private Optional<ChildLost> died(ChildDeath death) {
    long now = nanoTime.getAsLong();
    deaths.add(now);
    state = new State.Resting(now + death.pause().toNanos());
    if (deaths.size() >= MAX_DEATHS) {
      return Optional.of(ChildLost.after(MAX_DEATHS, death));
    }
    listener.died(death);
    return Optional.empty();
  }
}
