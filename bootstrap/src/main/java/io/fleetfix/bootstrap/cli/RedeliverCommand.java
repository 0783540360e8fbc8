package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.EventId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Events go out again. */
@Command(
    name = "redeliver",
    mixinStandardHelpOptions = true,
    description = {
      "Sends events again, as they are in the table: effects stay single.",
      "One event, those of a repair and its invoice, or those of all that raised events in a"
          + " window: the repairs that ended in it, and their invoices.",
      "Exit code 1 if the bus did not take one, one is unknown or has expired, or a row can't be"
          + " read. With --json a line is a page of results."
    })
final class RedeliverCommand extends OperatorCommand {
  private static final int MOST_AGGREGATES_A_PAGE = 100;
  private static final Set<String> GOOD = Set.of("SENT", "WOULD_BE_SENT");

  @SuppressWarnings("NullAway.Init") // picocli fills them in before it calls
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Which which;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "" + Integer.MAX_VALUE,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Stop after so many events; what one aggregate raised goes out together.")
  private int limit;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Of a window, so many events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  private final Map<String, Integer> results = new TreeMap<>();
  private long done;
  private long unreadable;

  /** One of the three. */
  private static final class Which {
    @Option(
        names = "--event",
        paramLabel = "ID",
        required = true,
        converter = Ids.OfEvent.class,
        description = "One event.")
    private @Nullable EventId eventId;

    @Option(
        names = "--repair",
        paramLabel = "ID",
        required = true,
        converter = Ids.OfRepair.class,
        description = "The events of a repair and its invoice.")
    private @Nullable RepairId repairId;

    @ArgGroup(exclusive = false)
    private @Nullable Ended ended;
  }

  /** The window. */
  private static final class Ended {
    @SuppressWarnings("NullAway.Init")
    @Option(
        names = "--from",
        paramLabel = "T",
        required = true,
        description = "Of the repairs that ended from then on, such as 2025-11-12T14:00:00Z.")
    private Instant from;

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--to", paramLabel = "T", required = true, description = "And before then.")
    private Instant to;
  }

  @Override
  int run(ServiceClient service) {
    if (limit < 1 || rate < 1) {
      throw new ParameterException(spec.commandLine(), "--limit and --rate begin at 1");
    }
    ObjectNode order = order();
    RateLimit pace = new RateLimit(rate, System::nanoTime);
    String cursor;
    do {
      if (which.ended != null) {
        order.put("limit", aggregatesAPage());
      }
      JsonNode page = service.post("/outbox/redeliveries", order, "items");
      show(page, () -> page.get("items").forEach(this::line));
      page.get("items").forEach(item -> count(item.path("result").asText()));
      unreadable += unreadable(page);
      cursor = done < limit ? page.path("nextCursor").asText() : "";
      if (!cursor.isEmpty()) {
        if (!page.get("items").isEmpty()) { // a page may be empty and be followed by another
          tell(done + " so far");
        }
        order.put("cursor", cursor);
        if (!dryRun) {
          pace.waitAfter(done);
        }
      }
    } while (!cursor.isEmpty());
    summary(done + " events" + counts());
    return GOOD.containsAll(results.keySet()) && unreadable == 0
        ? ExitCode.FINE
        : ExitCode.NEEDS_A_HAND;
  }

  private ObjectNode order() {
    ObjectNode order = ServiceClient.JSON.createObjectNode().put("dryRun", dryRun);
    EventId eventId = which.eventId;
    RepairId repairId = which.repairId;
    Ended ended = which.ended;
    if (eventId != null) {
      order.put("eventId", eventId.toString());
    } else if (repairId != null) {
      order.put("repairId", repairId.value());
    } else if (ended != null) {
      order.put("from", ended.from.toString()).put("to", ended.to.toString());
    }
    return order;
  }

  /**
   * Not more than a second's worth at once, nor than are left to do: what is listed has raised at
   * least one event.
   */
  private int aggregatesAPage() {
    long events = dryRun ? limit - done : Math.min(rate, limit - done);
    return (int) Math.min(events, MOST_AGGREGATES_A_PAGE);
  }

  private void count(String result) {
    done++;
    results.merge(result, 1, Integer::sum);
  }

  private void line(JsonNode item) {
    out().printf("%s %s%n", item.path("eventId").asText(), item.path("result").asText());
  }

  private String counts() {
    return results.entrySet().stream()
        .map(result -> ", " + result.getValue() + " " + result.getKey())
        .collect(Collectors.joining());
  }
}
