package io.fleetfix.outbox.loop;

import org.jspecify.annotations.Nullable;

/**
 * Ends the process when memory has run out. A process in that state may hold its port and its
 * leases for ever without doing any work; a new one starts clean.
 */
@FunctionalInterface
public interface ProcessEnd {
  /** The exit code, which is also that of the JVM's own {@code -XX:+ExitOnOutOfMemoryError}. */
  int EXIT_CODE = 3;

  /** Prints a line on standard error and halts. Shutdown hooks do not run: they need memory too. */
  ProcessEnd HALT = Halt::now;

  /** Called at most a few times. If it returns, as in a test, the caller continues. */
  void end();

  /** Ends the process if the failure is, or contains, an {@link OutOfMemoryError}. */
  default void ifOutOfMemory(@Nullable Throwable failure) {
    if (OutOfMemory.isIn(failure)) {
      end();
    }
  }
}
