package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.smtp.SmtpAnswersTest.Kind;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.testing.mail.AcceptedMail;
import io.fleetfix.testing.mail.Cut;
import io.fleetfix.testing.mail.Cut.AtCommand;
import io.fleetfix.testing.mail.Cut.InText;
import io.fleetfix.testing.mail.Cut.Moment;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts the connection before and after every command and every response, and compares the outcome
 * with what the server accepted.
 */
class SmtpCutsTest {
  /** More than the buffers of both sides hold, so the client notices a cut within the text. */
  private static final int LARGE = 16_000_000;

  private static final List<AcceptedMail> THE_MAIL =
      List.of(new AcceptedMail("ada@example.com", Mailing.MAIL.messageId("example.com")));

  /**
   * A case.
   *
   * @param outcome empty if there is no connection
   */
  record Case(Encryption encryption, Cut cut, Optional<Kind> outcome, boolean accepted) {}

  static Stream<Case> cuts() {
    return Stream.of(Encryption.values())
        .flatMap(encryption -> Stream.concat(cuts(encryption, false), cuts(encryption, true)));
  }

  private static Stream<Case> cuts(Encryption encryption, boolean reset) {
    return Stream.of(
            connecting(encryption, reset), sending(encryption, reset), ending(encryption, reset))
        .flatMap(each -> each);
  }

  private static Stream<Case> connecting(Encryption encryption, boolean reset) {
    Stream<Cut> greeting =
        Stream.of(
            new AtCommand("connect", 1, Moment.INSTEAD_OF_RESPONSE, reset),
            new AtCommand("connect", 1, Moment.WITHIN_RESPONSE, reset),
            new AtCommand("connect", 1, Moment.AFTER_RESPONSE, reset));
    Stream<Cut> commands =
        switch (encryption) {
          case NONE -> unanswered("EHLO", 1, reset);
          case TLS -> Stream.concat(throughout("EHLO", 1, reset), unanswered("AUTH", 1, reset));
          case STARTTLS ->
              Stream.of(
                      throughout("EHLO", 1, reset),
                      throughout("STARTTLS", 1, reset),
                      throughout("EHLO", 2, reset),
                      unanswered("AUTH", 1, reset))
                  .flatMap(each -> each);
        };
    return Stream.concat(greeting, commands)
        .map(cut -> new Case(encryption, cut, Optional.empty(), false));
  }

  private static Stream<Case> sending(Encryption encryption, boolean reset) {
    AtCommand connected =
        new AtCommand(
            encryption == Encryption.NONE ? "EHLO" : "AUTH", 1, Moment.AFTER_RESPONSE, reset);
    Stream<Cut> commands =
        Stream.of("MAIL", "RCPT").flatMap(command -> throughout(command, 1, reset));
    // With no line, this is the cut after the response to DATA.
    Stream<Cut> text = IntStream.of(0, 1, 20, 100).mapToObj(lines -> new InText(lines, reset));
    return Stream.of(Stream.of(connected), commands, unanswered("DATA", 1, reset), text)
        .flatMap(each -> each)
        .map(cut -> new Case(encryption, cut, Optional.of(Kind.DEFERRED), false));
  }

  private static Stream<Case> ending(Encryption encryption, boolean reset) {
    return Stream.of(
        end(encryption, ".", Moment.INSTEAD_OF_RESPONSE, reset, Kind.UNCLEAR, false),
        end(encryption, ".", Moment.ACCEPTED_WITHOUT_RESPONSE, reset, Kind.UNCLEAR, true),
        end(encryption, ".", Moment.WITHIN_RESPONSE, reset, Kind.UNCLEAR, true),
        end(encryption, ".", Moment.AFTER_RESPONSE, reset, Kind.ACCEPTED, true),
        end(encryption, "QUIT", Moment.INSTEAD_OF_RESPONSE, reset, Kind.ACCEPTED, true),
        end(encryption, "QUIT", Moment.WITHIN_RESPONSE, reset, Kind.ACCEPTED, true),
        end(encryption, "QUIT", Moment.AFTER_RESPONSE, reset, Kind.ACCEPTED, true));
  }

  private static Case end(
      Encryption encryption, String command, Moment moment, boolean reset, Kind end, boolean has) {
    return new Case(encryption, new AtCommand(command, 1, moment, reset), Optional.of(end), has);
  }

  private static Stream<Cut> unanswered(String command, int nth, boolean reset) {
    return Stream.of(Moment.INSTEAD_OF_RESPONSE, Moment.WITHIN_RESPONSE)
        .map(moment -> new AtCommand(command, nth, moment, reset));
  }

  private static Stream<Cut> throughout(String command, int nth, boolean reset) {
    return Stream.concat(
        unanswered(command, nth, reset),
        Stream.of(new AtCommand(command, nth, Moment.AFTER_RESPONSE, reset)));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void theOutcomeNeverContradictsTheServer(Case each) throws Exception {
    Script script = Mailing.script(each.encryption()).cutting(each.cut());
    try (ScriptedServer server = ScriptedServer.start(script)) {
      SmtpInvoiceMail mail =
          Mailing.to(
              server, each.encryption(), SmtpWaits.USUAL, each.cut() instanceof InText ? LARGE : 0);

      assertThat(outcome(mail).map(Kind::of)).isEqualTo(each.outcome());
      assertThat(server.accepted()).isEqualTo(each.accepted() ? THE_MAIL : List.of());
    }
  }

  /** Empty if there was no connection over which a mail could be sent. */
  private static Optional<MailOutcome> outcome(SmtpInvoiceMail mail) {
    try {
      return Optional.of(Mailing.outcome(mail, Mailing.MAIL));
    } catch (MailUnavailable noConnection) {
      return Optional.empty();
    }
  }

  @Test
  void whatAServerSaysAfterItAcceptedTheMailIsIrrelevant() throws Exception {
    for (String garbage : List.of("451 4.3.0 Busy", "garbage", "")) {
      assertThat(Mailing.outcome(Script.usual().answering(".", "250 fine\r\n" + garbage)))
          .isEqualTo(new MailOutcome.Accepted());
      assertThat(Mailing.outcome(Script.usual().answering("QUIT", garbage)))
          .isEqualTo(new MailOutcome.Accepted());
    }
  }
}
