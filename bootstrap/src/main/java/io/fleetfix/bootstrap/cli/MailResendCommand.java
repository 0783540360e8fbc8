package io.fleetfix.bootstrap.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Sends one document again, or those of a list. */
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    description = {
      "Sends invoices and credit notes to their customers' current addresses: one of a repair,"
          + " whether or not it was sent before, or those whose mail has a status.",
      "A request makes the mail pending and due at once; the service sends it in the background."
          + " IN_PROGRESS: the mail was not requested, because it is being sent, or it is unknown"
          + " whether it was sent, and a second one could be a copy; wait a quarter of an hour."
          + " GONE: the document is no longer stored.",
      "Exit code 1 if a mail was not requested, if the repair has no such document, or if a row"
          + " can't be read. With --json, each line is a page of results."
    })
final class MailResendCommand extends OperatorCommand {
  private static final int MOST_PER_PAGE = 100;
  private static final Set<String> SUCCESSFUL = Set.of("REQUESTED", "WOULD_BE_REQUESTED");

  @SuppressWarnings("NullAway.Init") // picocli sets them before it calls
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Selection selection;

  @Option(
      names = "--dry-run",
      description = "List what --status would request, and request nothing.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "999999999",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "Stop after N mails of --status (default: no limit).",
        "With --reason, a dry run may list up to 99 more."
      })
  private int limit;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "50",
      description = "Request up to N mails of --status per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  private final Table table =
      Table.of("repairId", "number", "mail.status", "since", "mail.reason", "result");
  private final Results results = new Results("mail");
  private long unreadable;

  /** Exactly one of the two is set. */
  private static final class Selection {
    @ArgGroup(exclusive = false)
    private @Nullable OneDocument one;

    @ArgGroup(exclusive = false)
    private @Nullable Listed listed;
  }

  /** Mails of a list. */
  private static final class Listed {
    @SuppressWarnings("NullAway.Init")
    @Option(
        names = "--status",
        paramLabel = "STATUS",
        converter = MailCommand.OfStatus.class,
        required = true,
        description =
            "Send the mails with this status, as 'fleetfix mail list' shows them:"
                + " ${COMPLETION-CANDIDATES}.")
    private MailCommand.Status status;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        converter = Values.OfMailReason.class,
        description =
            "Send only those whose reason contains this text, such as '550 5.1.1', in upper or"
                + " lower case.")
    private @Nullable String reason;
  }

  @Override
  int run(ServiceClient service) {
    Listed listed = selection.listed;
    return listed == null
        ? resendOne(service, requireNonNull(selection.one))
        : resendMany(service, listed);
  }

  private int resendOne(ServiceClient service, OneDocument one) {
    if (dryRun) {
      throw CommandFailure.usage("--dry-run is allowed only with --status.");
    }
    JsonNode document =
        service.send(MailCommand.request(one, ServiceClient.JSON.createObjectNode()));
    show(document, () -> fields(MailCommand.mailOf(document)));
    return ExitCode.SUCCESS;
  }

  private int resendMany(ServiceClient service, Listed listed) {
    RateLimit pace = pace(rate);
    ObjectNode request = request(listed);
    String cursor;
    do {
      request.put("limit", mailsPerPage(pace, listed));
      JsonNode page = service.send(Call.post("/invoices/mails/requests", request, "items"));
      int found = page.get("items").size();
      show(page, () -> table.print(page.get("items"), out()));
      results.add(page.get("items"));
      unreadable += unreadable(page);
      cursor = results.done() < limit ? page.path("nextCursor").asText() : "";
      if (!cursor.isEmpty()) {
        if (found > 0) { // a page without mails of the reason
          progress(counted(results.done(), "mail") + " so far");
        }
        request.put("cursor", cursor);
        if (!dryRun) {
          pace.waitAfter(Math.max(1, found)); // pages can be as small as one mail
        }
      }
    } while (!cursor.isEmpty());
    summary(results.summary());
    return results.areAllIn(SUCCESSFUL) && unreadable == 0
        ? ExitCode.SUCCESS
        : ExitCode.OPERATOR_MUST_ACT;
  }

  private ObjectNode request(Listed listed) {
    ObjectNode request =
        ServiceClient.JSON
            .createObjectNode()
            .put("status", listed.status.name())
            .put("dryRun", dryRun);
    return listed.reason == null ? request : request.put("reason", listed.reason);
  }

  /**
   * Limits a page to what the rate allows and to what is left of {@code --limit}. The service
   * filters a page by the reason after it has read it, so a dry run asks for full ones then.
   */
  private int mailsPerPage(RateLimit pace, Listed listed) {
    if (dryRun && listed.reason != null) {
      return MOST_PER_PAGE;
    }
    int most = dryRun ? MOST_PER_PAGE : pace.page(MOST_PER_PAGE);
    return (int) Math.min(limit - results.done(), most);
  }
}
