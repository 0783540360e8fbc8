package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.domain.invoice.InvoiceSeries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator's commands for the invoices of a running service. */
@Command(
    name = "invoices",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Repairs the invoice dates of the running service at FLEETFIX_URL.",
      "If FLEETFIX_TOKEN is set, each request carries it as a bearer token. The exit codes are"
          + " those of 'fleetfix outbox'."
    },
    subcommands = InvoicesCommand.ResetDate.class)
public final class InvoicesCommand {
  /** Sets the date of the last invoice back. */
  @Command(
      name = "reset-date",
      mixinStandardHelpOptions = true,
      description = {
        "Sets the date of the last invoice back to now, so that invoices are issued again.",
        "Use it if a clock that ran ahead has issued an invoice with a date more than a day in the"
            + " future. First stop the instance whose clock is wrong. Invoices that are already"
            + " issued keep their dates, so the dates of the series fall once, after lastNumber.",
        "Changes nothing if the last date prevents no invoice. The clocks of this computer and of"
            + " the service must agree within 5 minutes."
      })
  static final class ResetDate extends OperatorCommand {
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    @Option(
        names = "--series",
        required = true,
        paramLabel = "SERIES",
        converter = Values.OfSeries.class,
        description = "The series of invoice numbers, such as INV.")
    private InvoiceSeries series;

    @Option(
        names = "--year",
        required = true,
        paramLabel = "YEAR",
        converter = Values.OfYear.class,
        description = "The year in the invoice numbers, such as 2026.")
    private int year;

    @Option(names = "--dry-run", description = "Only report what would be done.")
    private boolean dryRun;

    @Override
    int run(ServiceClient service) {
      ObjectNode request =
          ServiceClient.JSON
              .createObjectNode()
              .put("series", series.value())
              .put("year", year)
              .put("now", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
              .put("dryRun", dryRun);
      JsonNode reset =
          service.send(
              Call.post("/invoices/date-resets", request, "result")
                  .notFound("No invoice of series " + series + " and year " + year + " exists."));
      show(reset, () -> fields(reset));
      return ExitCode.SUCCESS;
    }
  }
}
