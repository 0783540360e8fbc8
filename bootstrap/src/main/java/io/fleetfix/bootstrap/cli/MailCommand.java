package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The operator's commands for the mails with documents of a running service. */
@Command(
    name = "mail",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Finds the invoices and credit notes whose mail is not sent, and sends them again, at the"
          + " running service at FLEETFIX_URL.",
      "Each request raises an InvoiceMailRequested event and records its caller with it: 'fleetfix"
          + " outbox show EVENT' shows the caller. The service's log has the event's id, and"
          + " 'fleetfix outbox list --state delivered' that of a document's latest request.",
      "If FLEETFIX_TOKEN is set, each request carries it as a bearer token. The exit codes are"
          + " those of 'fleetfix outbox'."
    },
    subcommands = {MailListCommand.class, MailResendCommand.class, MailRedirectCommand.class})
public final class MailCommand {
  /** The lists of mails that are not sent. */
  enum Status {
    UNSENT,
    UNDELIVERABLE,
    REFUSED,
    TO_BE_PRINTED;

    /** Whether its mails are neither sent nor printed unless an operator acts. */
    boolean needsOperator() {
      return this == UNDELIVERABLE || this == REFUSED;
    }

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Accepts the words of {@link Status} in upper or lower case. */
  static final class OfStatus implements ITypeConverter<Status> {
    @Override
    public Status convert(String text) {
      return Arrays.stream(Status.values())
          .filter(status -> status.toString().equalsIgnoreCase(text))
          .findAny()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      Arrays.stream(Status.values())
                          .map(Status::toString)
                          .collect(Collectors.joining(", ", "'" + text + "' is not one of ", ""))));
    }
  }

  private static final Set<String> OF_MAIL = Set.of("repairId", "number", "sentAt", "mail");

  /** Requests the mail of one document. The answer is the document. */
  static Call request(OneDocument one, JsonNode body) {
    return Call.post(one.path() + "/mail", body, "mail").notFound(one.notFound());
  }

  /** What a document says about its mail. */
  static JsonNode mailOf(JsonNode document) {
    return document.<ObjectNode>deepCopy().retain(OF_MAIL);
  }
}
