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

/** Lists the documents whose mail is not sent. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the invoices and credit notes whose mail is not sent, the most recently requested"
          + " first.",
      "'unsent' mails are sent without an operator: they wait for their next attempt, or are being"
          + " sent. 'undeliverable': no mail server delivers to the customer's address. 'refused':"
          + " the mail server permanently refused the mail. 'to-be-printed': the customer has no"
          + " address; these documents stay in the list after they are printed.",
      "Exit code 1 if undeliverable or refused mails are listed, or if a row can't be read. With"
          + " --json, each line is a page of mails."
    })
final class MailListCommand extends OperatorCommand {
  private static final int MOST_PER_PAGE = 200;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      converter = MailCommand.OfStatus.class,
      defaultValue = "unsent",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private MailCommand.Status status = MailCommand.Status.UNSENT;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = Values.OfMailReason.class,
      description =
          "List only mails whose reason contains this text, such as '550 5.1.1', in upper or lower"
              + " case.")
  private @Nullable String reason;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "50",
      description = {
        "Stop after N mails (default: ${DEFAULT-VALUE}).",
        "With --reason, up to 199 more may be listed."
      })
  private int limit;

  private final Table table =
      Table.of("repairId", "number", "mail.status", "mail.attempts", "since", "mail.reason");
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
    summary(counted(listed, "mail") + (cursor.isEmpty() ? "" : "; there may be more"));
    return unreadable > 0 || (listed > 0 && status.needsOperator())
        ? ExitCode.OPERATOR_MUST_ACT
        : ExitCode.SUCCESS;
  }

  /** The service filters a page by the reason after it has read it, so such pages are full ones. */
  private String path(String cursor) {
    return "/invoices/mails?status="
        + status.name()
        + "&limit="
        + (reason == null ? Math.min(limit - listed, MOST_PER_PAGE) : MOST_PER_PAGE)
        + (reason == null ? "" : "&reason=" + URLEncoder.encode(reason, UTF_8))
        + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, UTF_8));
  }
}
