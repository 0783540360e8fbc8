package io.fleetfix.bootstrap.cli;

/** What scripts go by. */
final class ExitCode {
  static final int FINE = 0;
  static final int NEEDS_A_HAND = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCode() {}
}
