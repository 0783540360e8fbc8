package io.fleetfix.bootstrap.cli.client;

/** Ends a command with an exit code and one line for the operator. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String line;

  private CommandFailure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
    this.line = line;
  }

  /** The service refused or failed, and an operator has to act. */
  public static CommandFailure failed(String line) {
    return new CommandFailure(ExitCode.OPERATOR_MUST_ACT, line);
  }

  /** The command, an option or an environment variable is wrong. */
  public static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }

  /** The service can't be reached, or can't reach its table. */
  public static CommandFailure unreachable(String line) {
    return new CommandFailure(ExitCode.UNREACHABLE, line);
  }

  public int exitCode() {
    return exitCode;
  }

  public String line() {
    return line;
  }
}
