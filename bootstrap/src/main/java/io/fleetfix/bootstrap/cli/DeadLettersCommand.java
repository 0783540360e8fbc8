package io.fleetfix.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Lines;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The messages that a queue delivered too often without success. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists the dead letters of the queues, or sends them back to their queues.",
    subcommands = {DeadLettersCommand.List.class, DeadLettersCommand.Redrive.class})
final class DeadLettersCommand {
  private static final String PATH = "/outbox/dead-letters";
  private static final int MOST_PER_CALL = 200;

  /** Lists a sample of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists dead letters, up to 200 of each queue in no particular order, and removes none.",
        "On SQS, listing counts as a receive, and the counts can lag up to a minute behind.",
        "Exit code 1 if there are any, or if those of a queue can't be read."
      })
  static final class List extends OperatorCommand {
    @Option(
        names = "--queue",
        paramLabel = "QUEUE",
        description = "List those of this queue only, such as invoicing.")
    private @Nullable String queue;

    private final Table table =
        Table.of("queue", "messageId", "eventId", "eventType", "receives", "sentAt", "problem");

    @Override
    int run(ServiceClient service) {
      String one = queue == null ? "" : "&queue=" + URLEncoder.encode(queue, UTF_8);
      JsonNode answer = service.send(Call.get(PATH + "?limit=" + MOST_PER_CALL + one, "queues"));
      show(answer, () -> table.print(answer.get("items"), out()));
      for (JsonNode each : answer.get("queues")) {
        if (each.has("count")) {
          summary(
              counted(each.path("count").asLong(), "dead letter")
                  + " of "
                  + Lines.text(each.path("queue")));
        }
      }
      boolean allRead = problems(this, answer);
      return allRead && left(answer) == 0 && answer.get("items").isEmpty()
          ? ExitCode.SUCCESS
          : ExitCode.OPERATOR_MUST_ACT;
    }
  }

  /** Sends them back. */
  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = {
        "Sends dead letters back to their queues, where they are handled again.",
        "A message is removed from the dead letters after it was sent: none is lost, and one that"
            + " is sent twice has its effect once. The command sends as many as there are at its"
            + " start; messages that fail again become dead letters again.",
        "Exit code 1 if a message was not sent or not removed, if the given message is not found,"
            + " or if the dead letters of a queue can't be read. With --json, each line is the"
            + " answer to one call."
      })
  static final class Redrive extends OperatorCommand {
    private static final Set<String> SUCCESSFUL = Set.of("REDRIVEN", "WOULD_BE_REDRIVEN");

    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Selection selection;

    @Option(
        names = "--dry-run",
        description = "List up to 200 messages that would be sent, and send none.")
    private boolean dryRun;

    @Option(
        names = "--rate",
        paramLabel = "N",
        converter = Values.OfCount.class,
        defaultValue = "50",
        description = "Send up to N messages per second (default: ${DEFAULT-VALUE}).")
    private int rate;

    private final Table table = Table.of("queue", "messageId", "eventId", "eventType", "result");
    private final Map<String, Integer> results = new TreeMap<>();
    private long tried;

    /** Exactly one of the two is set. */
    private static final class Selection {
      @Option(names = "--all", required = true, description = "Send those of all queues.")
      private boolean all;

      @ArgGroup(exclusive = false)
      private @Nullable OneQueue one;
    }

    private static final class OneQueue {
      @SuppressWarnings("NullAway.Init")
      @Option(
          names = "--queue",
          paramLabel = "QUEUE",
          required = true,
          description = "Send those of this queue, such as invoicing.")
      private String queue;

      @Option(
          names = "--message",
          paramLabel = "ID",
          description = "Send only the message with this id of that queue.")
      private @Nullable String messageId;
    }

    @Override
    int run(ServiceClient service) {
      RateLimit pace = pace(rate);
      ObjectNode request = request(pace);
      boolean allRead = true;
      long atStart = 0;
      long lastPage = 0;
      JsonNode page;
      do {
        if (tried > 0) {
          progress(counted(tried, "message") + " so far");
          pace.waitAfter(lastPage);
        }
        page = service.send(Call.post(PATH + "/redrive", request, "queues"));
        JsonNode items = page.get("items");
        show(page, () -> table.print(items, out()));
        items.forEach(item -> results.merge(item.path("result").asText(), 1, Integer::sum));
        atStart = tried == 0 ? items.size() + left(page) : atStart;
        lastPage = items.size();
        tried += lastPage;
        allRead &= problems(this, page);
      } while (!request.has("messageId")
          && !dryRun
          && !page.get("items").isEmpty()
          && tried < atStart);
      summary(counted(tried, "message") + counts() + leftover(page));
      boolean found = !request.has("messageId") || tried > 0;
      return allRead && found && SUCCESSFUL.containsAll(results.keySet())
          ? ExitCode.SUCCESS
          : ExitCode.OPERATOR_MUST_ACT;
    }

    private ObjectNode request(RateLimit pace) {
      ObjectNode request = ServiceClient.JSON.createObjectNode();
      OneQueue one = selection.one;
      if (one == null) {
        request.put("all", selection.all);
      } else {
        request.put("queue", one.queue);
        if (one.messageId != null) {
          if (dryRun) {
            throw CommandFailure.usage("--message can't be used with --dry-run.");
          }
          return request.put("messageId", one.messageId);
        }
      }
      return request
          .put("limit", dryRun ? MOST_PER_CALL : pace.page(MOST_PER_CALL))
          .put("dryRun", dryRun);
    }

    private String counts() {
      return results.isEmpty()
          ? ""
          : results.entrySet().stream()
              .map(result -> result.getValue() + " " + result.getKey())
              .collect(Collectors.joining(", ", ": ", ""));
    }

    private String leftover(JsonNode page) {
      return dryRun || left(page) == 0 ? "" : "; about " + left(page) + " left";
    }
  }

  private static long left(JsonNode answer) {
    return answer.get("queues").valueStream().mapToLong(each -> each.path("count").asLong()).sum();
  }

  /** Prints what the service could not read, and returns whether it read everything. */
  private static boolean problems(OperatorCommand command, JsonNode answer) {
    boolean allRead = true;
    for (JsonNode each : answer.get("queues")) {
      if (each.has("problem")) {
        allRead = false;
        command.progress(Lines.text(each.path("queue")) + ": " + Lines.text(each.path("problem")));
      }
    }
    return allRead;
  }
}
