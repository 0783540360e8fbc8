package io.fleetfix.testing.mail;

/** Where a scripted server ends a conversation. */
public sealed interface Cut {
  /** When a command was read. */
  enum Moment {
    /** The server does not respond. It does not accept the mail if the command is its end. */
    INSTEAD_OF_RESPONSE,
    /** The server accepts the mail, but does not respond. */
    ACCEPTED_WITHOUT_RESPONSE,
    /** The server writes only the beginning of its response, in which its code is incomplete. */
    WITHIN_RESPONSE,
    AFTER_RESPONSE
  }

  /**
   * At a command.
   *
   * @param command the beginning of the client's line, as in {@link Script#answering}
   * @param nth 1 for the first such command
   * @param reset whether the client gets an error instead of the end of the stream
   */
  record AtCommand(String command, int nth, Moment moment, boolean reset) implements Cut {}

  /**
   * Within the text of the mail.
   *
   * @param lines how many lines the server reads before
   */
  record InText(int lines, boolean reset) implements Cut {}

  /**
   * Within the text of the mail, whose rest the server never reads. The connection stays open.
   *
   * @param lines how many lines the server reads before
   */
  record Stall(int lines) implements Cut {}

  /** The conversation goes on until the client ends it. */
  record Never() implements Cut {}
}
