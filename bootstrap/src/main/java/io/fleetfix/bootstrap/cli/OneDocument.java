package io.fleetfix.bootstrap.cli;

import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.domain.repair.RepairId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name one document: a repair, and optionally the number of its document. */
final class OneDocument {
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  @Option(
      names = "--repair",
      paramLabel = "ID",
      required = true,
      converter = Values.OfRepair.class,
      description = "Send the latest invoice of the repair with this id.")
  private RepairId repairId;

  @Option(
      names = "--document",
      paramLabel = "NUMBER",
      converter = Values.OfNumber.class,
      description =
          "Send the repair's invoice or credit note with this number instead, such as"
              + " CN-2026-000001.")
  private @Nullable String number;

  /** The document's path at the service. */
  String path() {
    return "/repairs/" + repairId + (number == null ? "/invoice" : "/documents/" + number);
  }

  /** What a 404 means. */
  String notFound() {
    return number == null
        ? "No invoice exists for a repair with the id "
            + repairId
            + ": the id is wrong, or the repair is not completed."
        : "The repair " + repairId + " has no document with the number " + number + ".";
  }
}
