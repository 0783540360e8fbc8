package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.EventId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Sends events again. */
@Command(
    name = "redeliver",
    mixinStandardHelpOptions = true,
    description = {
      "Sends events again: one, those of a repair, or those of a time window.",
      "They are sent unchanged and under their original ids, so that each effect still happens"
          + " once. The events of a repair include those of its invoice; a time window selects the"
          + " repairs that ended in it.",
      "Stops when the bus does not answer. Exit code 1 if the bus did not accept an event, if an"
          + " event is unknown or has expired, or if a row can't be read. With --json, each line is"
          + " a page of results."
    })
final class RedeliverCommand extends OperatorCommand {
  private static final int MOST_AGGREGATES_PER_PAGE = 100;
  private static final Set<String> SUCCESSFUL = Set.of("SENT", "WOULD_BE_SENT");

  @SuppressWarnings("NullAway.Init") // picocli sets them before it calls
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Selection selection;

  @Option(names = "--dry-run", description = "List what would be sent, and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "999999999",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "Stop after about N events of a time window (default: no limit).",
        "The events of one repair or invoice stay together, so that a few more may be sent."
      })
  private int limit;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "50",
      description = "Send up to N events of a time window per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  private final Table table = Table.of("eventId", "result");
  private final Results results = new Results("event");
  private long unreadable;

  /** Exactly one of the three is set. */
  private static final class Selection {
    @Option(
        names = "--event",
        paramLabel = "ID",
        required = true,
        converter = Values.OfEvent.class,
        description = "Send the event with this id.")
    private @Nullable EventId eventId;

    @Option(
        names = "--repair",
        paramLabel = "ID",
        required = true,
        converter = Values.OfRepair.class,
        description = "Send the events of the repair with this id and of its invoice.")
    private @Nullable RepairId repairId;

    @ArgGroup(exclusive = false)
    private @Nullable TimeWindow window;
  }

  /** Selects the repairs that ended in it. */
  private static final class TimeWindow {
    @SuppressWarnings("NullAway.Init")
    @Option(
        names = "--from",
        paramLabel = "TIME",
        required = true,
        converter = Values.OfTime.class,
        description = {
          "Start of the time window, inclusive: a time such as 2025-11-12T14:00:00Z, or a date such"
              + " as 2025-11-12, which means midnight UTC at the start of that day.",
          "At most 30 days ago."
        })
    private Instant from;

    @SuppressWarnings("NullAway.Init")
    @Option(
        names = "--to",
        paramLabel = "TIME",
        required = true,
        converter = Values.OfTime.class,
        description = "End of the time window, exclusive: a time or a date, as for --from.")
    private Instant to;
  }

  @Override
  int run(ServiceClient service) {
    ObjectNode request = request();
    RateLimit pace = pace(rate);
    String cursor;
    do {
      if (selection.window != null) {
        request.put("limit", aggregatesPerPage(pace));
      }
      JsonNode page = service.send(call(request));
      show(page, () -> table.print(page.get("items"), out()));
      results.add(page.get("items"));
      unreadable += unreadable(page);
      if (page.path("busSilent").asBoolean()) {
        throw CommandFailure.failed(
            results.summary()
                + ". The event bus does not answer, so the command stops: see `fleetfix outbox"
                + " status`, and run it again when the bus answers. It is harmless that it then"
                + " sends some events twice.");
      }
      cursor = results.done() < limit ? page.path("nextCursor").asText() : "";
      if (!cursor.isEmpty()) {
        if (!page.get("items").isEmpty()) { // an empty page can be followed by another one
          progress(counted(results.done(), "event") + " so far");
        }
        request.put("cursor", cursor);
        if (!dryRun) {
          pace.waitAfter(page.get("items").size());
        }
      }
    } while (!cursor.isEmpty());
    summary(results.summary());
    return results.areAllIn(SUCCESSFUL) && unreadable == 0
        ? ExitCode.SUCCESS
        : ExitCode.OPERATOR_MUST_ACT;
  }

  private Call call(ObjectNode request) {
    Call call = Call.post("/outbox/redeliveries", request, "items");
    RepairId repairId = selection.repairId;
    return repairId == null
        ? call
        : call.notFound("No repair has the id " + repairId.value() + ".");
  }

  private ObjectNode request() {
    ObjectNode request = ServiceClient.JSON.createObjectNode().put("dryRun", dryRun);
    EventId eventId = selection.eventId;
    RepairId repairId = selection.repairId;
    TimeWindow window = selection.window;
    if (eventId != null) {
      request.put("eventId", eventId.toString());
    } else if (repairId != null) {
      request.put("repairId", repairId.value());
    } else if (window != null) {
      request.put("from", window.from.toString()).put("to", window.to.toString());
    }
    return request;
  }

  /**
   * Limits a page to what the rate allows and to what is left of {@code --limit}. Each listed
   * aggregate has raised at least one event.
   */
  private int aggregatesPerPage(RateLimit pace) {
    int most = dryRun ? MOST_AGGREGATES_PER_PAGE : pace.page(MOST_AGGREGATES_PER_PAGE);
    return (int) Math.min(limit - results.done(), most);
  }
}
