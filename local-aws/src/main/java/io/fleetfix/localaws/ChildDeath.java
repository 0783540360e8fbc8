package io.fleetfix.localaws;

import java.time.Duration;
import java.util.List;

/**
 * A child process that ended, or never became ready, although nothing stopped it.
 *
 * @param name the program
 * @param cause how it ended, for example {@code signal 9}
 * @param lastLines the last lines that it printed
 * @param pause how long it stays away before it is restarted
 */
public record ChildDeath(String name, String cause, List<String> lastLines, Duration pause) {
  /** What the JVM exits with under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** Java reports 128 and the signal's number for a process that a signal has ended. */
  private static final int SIGNAL = 128;

  /** Describes how a process ended. */
  static String cause(int exitCode) {
    if (exitCode > SIGNAL) {
      return "signal " + (exitCode - SIGNAL);
    }
    return exitCode == OUT_OF_MEMORY ? "exit code 3 (out of memory)" : "exit code " + exitCode;
  }

  /** The last lines as one line; empty if it printed nothing. */
  public String output() {
    return String.join(" | ", lastLines);
  }
}
