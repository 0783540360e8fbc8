package io.fleetfix.bootstrap.cli;

/** Why a command could not do what it was told, in one line for whoever gave it. */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String line;

  private Trouble(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
    this.line = line;
  }

  /** Something needs a hand. */
  static Trouble failed(String line) {
    return new Trouble(ExitCode.NEEDS_A_HAND, line);
  }

  /** The command or a setting is wrong. */
  static Trouble usage(String line) {
    return new Trouble(ExitCode.USAGE, line);
  }

  /** The service, or what it needs to answer, is not there. */
  static Trouble unreachable(String line) {
    return new Trouble(ExitCode.UNREACHABLE, line);
  }

  int exitCode() {
    return exitCode;
  }

  String line() {
    return line;
  }
}
