package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.domain.repair.RepairId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends an invoice to another address. */
@Command(
    name = "redirect",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the invoice of a repair to another address than the customer's, whether or not it was"
          + " sent before.",
      "The address counts for this request only: to correct the customer's own, use PUT"
          + " /repairs/ID/contact. On this computer, other users can see the address while the"
          + " command runs.",
      "Exit code 1 if the repair has no invoice, or if its mail is being sent."
    })
final class MailRedirectCommand extends OperatorCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets them before it calls
  @Option(
      names = "--repair",
      paramLabel = "ID",
      required = true,
      converter = Values.OfRepair.class,
      description = "Send the invoice of the repair with this id.")
  private RepairId repairId;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      required = true,
      converter = Values.OfAddress.class,
      description = "The e-mail address to send it to.")
  private String to;

  @Override
  int run(ServiceClient service) {
    JsonNode invoice =
        service.send(
            MailCommand.request(repairId, ServiceClient.JSON.createObjectNode().put("to", to)));
    show(invoice, () -> fields(MailCommand.mailOf(invoice)));
    return ExitCode.SUCCESS;
  }
}
