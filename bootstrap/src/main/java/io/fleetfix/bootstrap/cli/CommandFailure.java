package io.fleetfix.bootstrap.cli;

/** Why a command could not do what it was told, in one line for whoever gave it. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String line;

  private CommandFailure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
    this.line = line;
  }

  /** Something needs a hand. */
  static CommandFailure failed(String line) {
    return new CommandFailure(ExitCode.NEEDS_A_HAND, line);
  }

  /** The command or a setting is wrong. */
  static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }

  /** The service, or what it needs to answer, is not there. */
  static CommandFailure unreachable(String line) {
    return new CommandFailure(ExitCode.UNREACHABLE, line);
  }

  int exitCode() {
    return exitCode;
  }

  String line() {
    return line;
  }
}
