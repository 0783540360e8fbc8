package io.fleetfix.adapter.http.command;

import io.fleetfix.outbox.command.CommandOptions;
import io.javalin.http.Context;

/** Reads the headers that set conditions for a command. */
public final class CommandHeaders {
  private CommandHeaders() {}

  /**
   * Reads {@code If-Match} and {@code Idempotency-Key}, which every command takes.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if one is malformed or given twice
   */
  public static CommandOptions of(Context context) {
    return new CommandOptions(IfMatch.of(context), IdempotencyHeader.of(context));
  }
}
