package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether it all adds up. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Compares what raised events in a window, the repairs that ended in it and their invoices,",
      "with those events and with what must have come of them: invoices and notices.",
      "An event that left no effect is sent again. Exit code 1 if anything was found, mended or"
          + " not. With --json a line is a page of findings."
    })
final class ReconcileCommand extends OperatorCommand {
  /** Where no event is named: what raised it can't be read itself. */
  private static final String NONE = "-";

  private static final Duration A_DAY = Duration.ofHours(24);
  private static final int AGGREGATES_A_PAGE = 100;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Repairs that ended from then on (24 hours before --to).")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "T", description = "And before then (now).")
  private @Nullable Instant to;

  @Option(names = "--repair", description = "Write a missing event again, under its old id.")
  private boolean repair;

  private long checked;
  private long found;

  @Override
  int run(ServiceClient service) {
    Instant end = to == null ? Instant.now() : to;
    Instant begin = from == null ? end.minus(A_DAY) : from;
    ObjectNode order =
        ServiceClient.JSON
            .createObjectNode()
            .put("from", begin.toString())
            .put("to", end.toString())
            .put("repair", repair)
            .put("limit", AGGREGATES_A_PAGE);
    String cursor;
    do {
      JsonNode page = service.post("/outbox/reconciliations", order, "findings");
      show(page, () -> page.get("findings").forEach(this::line));
      long more = page.path("checked").asLong();
      checked += more;
      found += page.get("findings").size();
      cursor = page.path("nextCursor").asText();
      if (!cursor.isEmpty()) {
        if (more > 0) { // every kind of aggregate has at least a page, if only an empty one
          tell(checked + " aggregates so far, " + found + " findings");
        }
        order.put("cursor", cursor);
      }
    } while (!cursor.isEmpty());
    summary(checked + " aggregates compared, " + found + " findings");
    return found > 0 ? ExitCode.NEEDS_A_HAND : ExitCode.FINE;
  }

  private void line(JsonNode finding) {
    out()
        .printf(
            "%s %s %s %s %s%n",
            finding.path("kind").asText(),
            finding.path("action").asText(),
            finding.path("aggregateId").asText(),
            finding.path("eventType").asText(NONE),
            finding.path("eventId").asText(NONE));
  }
}
