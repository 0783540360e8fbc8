package io.fleetfix.outbox.loop;

import java.lang.Thread.UncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each failure that ends a thread, once. Out of memory ends the process instead, and is not
 * logged, because that needs memory.
 *
 * @param end what happens when memory has run out
 */
public record UncaughtFailures(ProcessEnd end) implements UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UncaughtFailures.class);

  public UncaughtFailures {
    Halt.prepare();
  }

  /**
   * From now on, handles the uncaught failures of all threads of this process but those that have a
   * handler of their own. Call it early in {@code main}.
   *
   * <p>Not covered: failures that a library catches, and those that a future keeps.
   */
  public static void handleAll() {
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtFailures(ProcessEnd.HALT));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    end.ifOutOfMemory(failure);
    try {
      LOG.atError()
          .addKeyValue("thread", thread.getName())
          .setCause(failure)
          .log("A thread ended because of a failure");
    } catch (Throwable unloggable) { // there is no other handler
      end.ifOutOfMemory(unloggable);
    }
  }
}
