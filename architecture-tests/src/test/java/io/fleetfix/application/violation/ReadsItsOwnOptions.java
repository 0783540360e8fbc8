package io.fleetfix.application.violation;

import picocli.CommandLine.Option;

/** Works only from a command line. */
public record ReadsItsOwnOptions(@Option(names = "--loud") boolean loud) {}
