package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Version;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions under which a command may take effect. They are the same for every command of
 * every aggregate.
 *
 * @param onlyAt the versions of which the aggregate must have one, so that an empty set refuses
 *     every stored aggregate; empty for any version
 * @param once the request that must take effect only once; empty if every call takes effect
 */
public record CommandOptions(Optional<Set<Version>> onlyAt, Optional<IdempotentRequest> once) {
  public static final CommandOptions NONE = new CommandOptions(Optional.empty(), Optional.empty());

  public static CommandOptions onlyAt(Version version) {
    return new CommandOptions(Optional.of(Set.of(version)), Optional.empty());
  }

  public static CommandOptions once(IdempotentRequest request) {
    return new CommandOptions(Optional.empty(), Optional.of(request));
  }
}
