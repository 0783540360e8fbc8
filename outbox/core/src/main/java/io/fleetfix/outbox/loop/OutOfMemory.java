package io.fleetfix.outbox.loop;

import org.jspecify.annotations.Nullable;

/**
 * Recognises that memory, or the number of threads that the system allows, has run out. After that
 * any thread may have stopped halfway through anything.
 */
public final class OutOfMemory {
  /** Far more than a real chain has; chains may have cycles. */
  private static final int LONGEST_CHAIN = 64;

  private static final int DEEPEST_NESTING = 3;

  private OutOfMemory() {}

  /**
   * Whether it is an {@link OutOfMemoryError}, or one caused it or was suppressed in its favour.
   */
  public static boolean isIn(@Nullable Throwable failure) {
    return isIn(failure, DEEPEST_NESTING);
  }

  private static boolean isIn(@Nullable Throwable failure, int nesting) {
    Throwable link = failure;
    for (int links = 0; link != null && links < LONGEST_CHAIN; links++) {
      if (link instanceof OutOfMemoryError) {
        return true;
      }
      if (nesting > 0) {
        for (Throwable suppressed : link.getSuppressed()) {
          if (isIn(suppressed, nesting - 1)) {
            return true;
          }
        }
      }
      link = link.getCause();
    }
    return false;
  }
}
