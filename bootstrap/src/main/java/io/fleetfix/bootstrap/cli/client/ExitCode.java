package io.fleetfix.bootstrap.cli.client;

/** The exit codes of the operator's commands; scripts depend on them. */
public final class ExitCode {
  public static final int SUCCESS = 0;
  public static final int OPERATOR_MUST_ACT = 1;
  public static final int USAGE = 2;
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
