package io.fleetfix.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Quarantined events. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists the quarantined events, or releases them so that they are sent again.",
    subcommands = {QuarantineCommand.List.class, ReleaseCommand.class})
final class QuarantineCommand {
  /** Lists all of them, or those of a reason. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the quarantined events with the reason for each, the most recent first.",
        "Exit code 1 if there are any, or if a row can't be read. With --json, each line is a page"
            + " of up to 200 events."
      })
  static final class List extends OperatorCommand {
    private static final String PATH = "/outbox/quarantine?limit=200";

    @Option(
        names = "--reason",
        paramLabel = "CODE",
        converter = Values.OfReason.class,
        description = "List only the events with this reason code.")
    private @Nullable String reason;

    private final Table table =
        Table.of("quarantinedAt", "eventId", "aggregateId", "reasonCode", "reason");
    private long listed;
    private long unreadable;

    @Override
    int run(ServiceClient service) {
      String start = reason == null ? PATH : PATH + "&reason=" + URLEncoder.encode(reason, UTF_8);
      String next = start;
      while (!next.isEmpty()) {
        JsonNode page = service.send(Call.get(next, "items"));
        show(page, () -> table.print(page.get("items"), out()));
        listed += page.get("items").size();
        unreadable += unreadable(page);
        String cursor = page.path("nextCursor").asText();
        next = cursor.isEmpty() ? "" : start + "&cursor=" + URLEncoder.encode(cursor, UTF_8);
      }
      summary(counted(listed, "event") + " in quarantine");
      return listed + unreadable > 0 ? ExitCode.OPERATOR_MUST_ACT : ExitCode.SUCCESS;
    }
  }
}
