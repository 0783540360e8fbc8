package io.fleetfix.outbox.port;

import java.util.Optional;

/** Looks for something that events need on their way, and that a service can start without. */
@FunctionalInterface
public interface ResourceCheck {
  Result check();

  /** What the look found. "Could not find out" is never "there". */
  sealed interface Result {
    /** What an operator should know; empty only if it is there. */
    default Optional<String> report() {
      return switch (this) {
        case There() -> Optional.empty();
        case Missing(String problem) -> Optional.of(problem);
        case Unknown(String reason) -> Optional.of(reason);
      };
    }

    record There() implements Result {}

    /**
     * It is missing.
     *
     * @param problem in words for an operator
     */
    record Missing(String problem) implements Result {}

    /**
     * It could not be asked.
     *
     * @param reason in words for an operator
     */
    record Unknown(String reason) implements Result {}
  }
}
