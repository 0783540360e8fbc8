package io.fleetfix.localaws;

/** A child process does not start, or dies again and again. The message says what to do. */
public final class ChildLost extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private ChildLost(String message) {
    super(message);
  }

  static ChildLost atItsStart(ChildDeath death) {
    return new ChildLost("%s did not start: %s".formatted(death.name(), explained(death)));
  }

  static ChildLost after(int deaths, ChildDeath last) {
    return new ChildLost(
        "%s ended %d times within %d minutes, the last time with %s"
            .formatted(last.name(), deaths, WatchedChild.WINDOW.toMinutes(), explained(last)));
  }

  private static String explained(ChildDeath death) {
    return "%s%s. Check that memory and disk space are free, and start again: each start chooses new ports."
        .formatted(
            death.cause(), death.lastLines().isEmpty() ? "" : ". It printed: " + death.output());
  }
}
