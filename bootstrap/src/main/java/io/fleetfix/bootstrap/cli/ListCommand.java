package io.fleetfix.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import java.net.URLEncoder;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists events by state. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists events by state: pending, quarantined or delivered, the latest first.",
      "Delivered events are found through the repairs that ended in the last 30 days and their"
          + " invoices, one kind after the other.",
      "Exit code 1 if a row can't be read. With --json, each line is a page of events."
    })
final class ListCommand extends OperatorCommand {
  private static final int MOST_PER_PAGE = 100;

  /** What the service lists. */
  enum State {
    pending,
    quarantined,
    delivered
  }

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "pending",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private State state = State.pending;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "50",
      description = "Stop after about N events (default: ${DEFAULT-VALUE}).")
  private int limit;

  private final Table table =
      Table.of("eventId", "eventType", "aggregateId", "occurredAt", "state", "deliveredAt");
  private long listed;
  private long unreadable;

  @Override
  int run(ServiceClient service) {
    String cursor = "";
    do {
      JsonNode page = service.send(Call.get(path(cursor), "items"));
      show(page, () -> table.print(page.get("items"), out()));
      listed += page.get("items").size();
      unreadable += unreadable(page);
      cursor = page.path("nextCursor").asText();
    } while (!cursor.isEmpty() && listed < limit);
    summary(counted(listed, "event") + (cursor.isEmpty() ? "" : "; there are more"));
    return unreadable > 0 ? ExitCode.OPERATOR_MUST_ACT : ExitCode.SUCCESS;
  }

  private String path(String cursor) {
    return "/outbox/events?state="
        + state.name().toUpperCase(Locale.ROOT)
        + "&limit="
        + Math.min(limit - listed, MOST_PER_PAGE)
        + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, UTF_8));
  }
}
