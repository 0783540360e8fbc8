package io.fleetfix.outbox.port;

import io.fleetfix.outbox.loop.OutOfMemory;
import java.util.Optional;

/** Checks a resource that event delivery needs but that the service can start without. */
@FunctionalInterface
public interface ResourceCheck {
  /** Checks the resource. Call {@link Result#of} instead: implementations may throw. */
  Result check();

  /**
   * The result of a check. A resource that could not be checked is {@link Unknown}, never {@link
   * There}: that needs an answer which names the resource.
   */
  sealed interface Result {
    /**
     * Checks the resource. Whatever the check throws is {@link Unknown}, so that one broken check
     * neither hides the others nor counts as good news. Only out of memory is thrown.
     */
    static Result of(ResourceCheck check) {
      try {
        return check.check();
      } catch (RuntimeException | Error failure) {
        if (OutOfMemory.isIn(failure)) {
          throw failure;
        }
        return new Unknown("A check failed: " + failure);
      }
    }

    /** A message for the operator; empty only if the resource exists. */
    default Optional<String> report() {
      return switch (this) {
        case There() -> Optional.empty();
        case Missing(String problem) -> Optional.of(problem);
        case Unknown(String reason) -> Optional.of(reason);
      };
    }

    record There() implements Result {}

    /**
     * The resource is missing.
     *
     * @param problem a message for the operator
     */
    record Missing(String problem) implements Result {}

    /**
     * The resource could not be checked.
     *
     * @param reason a message for the operator
     */
    record Unknown(String reason) implements Result {}
  }
}
