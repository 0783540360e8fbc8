package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Values;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a document to another address. */
@Command(
    name = "redirect",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a document of a repair to another address than the customer's, whether or not it was"
          + " sent before.",
      "The address counts for this request only: to correct the customer's own, use PUT"
          + " /repairs/ID/contact. On this computer, other users can see the address while the"
          + " command runs.",
      "Exit code 1 if the repair has no such document, or if its mail is being sent."
    })
final class MailRedirectCommand extends OperatorCommand {
  @Mixin private final OneDocument document = new OneDocument();

  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      required = true,
      converter = Values.OfAddress.class,
      description = "The e-mail address to send it to.")
  private String to;

  @Override
  int run(ServiceClient service) {
    JsonNode answer =
        service.send(
            MailCommand.request(document, ServiceClient.JSON.createObjectNode().put("to", to)));
    show(answer, () -> fields(MailCommand.mailOf(answer)));
    return ExitCode.SUCCESS;
  }
}
