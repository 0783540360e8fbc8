package io.fleetfix.adapter.http.command;

import io.fleetfix.outbox.command.CommandOptions;
import io.javalin.http.Context;

/** Reads the headers that say under which conditions a command may have its effect. */
public final class CommandHeaders {
  private CommandHeaders() {}

  /**
   * The same for every command: {@code If-Match} and {@code Idempotency-Key}.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if one is malformed or given twice
   */
  public static CommandOptions of(Context context) {
    return new CommandOptions(IfMatch.of(context), IdempotencyHeader.of(context));
  }
}
