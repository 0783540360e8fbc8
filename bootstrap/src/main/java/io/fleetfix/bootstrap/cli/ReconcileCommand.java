package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares repairs and invoices with their events, and events with their effects. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Finds missing events and missing effects, and sends events again.",
      "Compares the repairs that ended in a time window, and their invoices, with the events that"
          + " they must have raised, and the delivered events with their effects: invoices,"
          + " notices and mails. Sends an event again if its invoice or notice is missing. Stops"
          + " when the bus does not answer.",
      "Exit code 1 if there are findings, repaired"
          + " or not. With --json, each line is a page of findings."
    })
final class ReconcileCommand extends OperatorCommand {
  private static final Duration A_DAY = Duration.ofHours(24);
  private static final int AGGREGATES_PER_PAGE = 100;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Values.OfTime.class,
      description = {
        "Start of the window, inclusive: a time such as 2025-11-12T14:00:00Z, or a date such as"
            + " 2025-11-12, which means midnight UTC at the start of that day.",
        "At most 30 days ago (default: 24 hours before --to)."
      })
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Values.OfTime.class,
      description = "End of the window, exclusive: a time or a date, as for --from (default: now).")
  private @Nullable Instant to;

  @Option(
      names = "--repair",
      description = "Write missing events to the outbox again, with their original ids.")
  private boolean repair;

  private final Table table = Table.of("kind", "action", "aggregateId", "eventType", "eventId");
  private long checked;
  private long found;

  @Override
  int run(ServiceClient service) {
    ObjectNode request = request();
    String cursor;
    do {
      JsonNode page = service.send(Call.post("/outbox/reconciliations", request, "findings"));
      show(page, () -> table.print(page.get("findings"), out()));
      long more = page.path("checked").asLong();
      checked += more;
      found += page.get("findings").size();
      if (page.path("busSilent").asBoolean()) {
        throw CommandFailure.failed(
            soFar()
                + ". The event bus does not answer, so the command stops: see `fleetfix outbox"
                + " status`, and run it again when the bus answers.");
      }
      cursor = page.path("nextCursor").asText();
      if (!cursor.isEmpty()) {
        if (more > 0) { // each kind of aggregate has at least one page, which may be empty
          progress(soFar() + " so far");
        }
        request.put("cursor", cursor);
      }
    } while (!cursor.isEmpty());
    summary(soFar());
    return found > 0 ? ExitCode.OPERATOR_MUST_ACT : ExitCode.SUCCESS;
  }

  private ObjectNode request() {
    Instant end = to == null ? Instant.now() : to;
    Instant begin = from == null ? end.minus(A_DAY) : from;
    return ServiceClient.JSON
        .createObjectNode()
        .put("from", begin.toString())
        .put("to", end.toString())
        .put("repair", repair)
        .put("limit", AGGREGATES_PER_PAGE);
  }

  private String soFar() {
    return counted(checked, "aggregate") + " compared, " + counted(found, "finding");
  }
}
