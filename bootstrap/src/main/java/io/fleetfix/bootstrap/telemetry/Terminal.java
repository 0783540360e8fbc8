package io.fleetfix.bootstrap.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Detects whether standard error is a terminal. {@link System#console} is no help: it is about the
 * other two streams, and its meaning changed in Java 22 and again in Java 25.
 */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  static boolean isStandardError() {
    return Files.isSymbolicLink(STANDARD_ERROR) ? isTerminal(STANDARD_ERROR) : testCommand();
  }

  /** On Linux, this link names the device behind an open file. */
  static boolean isTerminal(Path link) {
    try {
      String device = Files.readSymbolicLink(link).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Other POSIX systems have a command for this. */
  private static boolean testCommand() {
    try {
      return new ProcessBuilder("test", "-t", "2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
