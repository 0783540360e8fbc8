package io.fleetfix.adapter.http.command;

import io.fleetfix.outbox.command.CommandOptions;
import io.javalin.http.Context;

/** Reads the headers that set conditions for a command. */
public final class CommandHeaders {
  private CommandHeaders() {}

  /**
   * Reads {@code If-Match}, {@code If-None-Match} and {@code Idempotency-Key}, which every command
   * takes.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if one is malformed
   */
  public static CommandOptions of(Context context) {
    return new CommandOptions(Preconditions.ofCommand(context), IdempotencyHeader.of(context));
  }
}
