package io.fleetfix.bootstrap.cli;

/** The exit codes of the operator's commands; scripts depend on them. */
final class ExitCode {
  static final int SUCCESS = 0;
  static final int OPERATOR_MUST_ACT = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCode() {}
}
