package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Version;
import java.util.Optional;

/**
 * Under which conditions a command may have its effect; the same for every command of every
 * aggregate.
 *
 * @param onlyAt the version that the aggregate must be in; empty for any
 * @param once the request that must have its effect once; empty if every call counts
 */
public record CommandOptions(Optional<Version> onlyAt, Optional<IdempotentRequest> once) {
  public static final CommandOptions NONE = new CommandOptions(Optional.empty(), Optional.empty());

  public static CommandOptions onlyAt(Version version) {
    return new CommandOptions(Optional.of(version), Optional.empty());
  }

  public static CommandOptions once(IdempotentRequest request) {
    return new CommandOptions(Optional.empty(), Optional.of(request));
  }
}
