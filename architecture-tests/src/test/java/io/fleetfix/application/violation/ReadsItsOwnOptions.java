package io.fleetfix.application.violation;

import picocli.CommandLine.Option;

/** Works only from the command line. */
public record ReadsItsOwnOptions(@Option(names = "--loud") boolean loud) {}
