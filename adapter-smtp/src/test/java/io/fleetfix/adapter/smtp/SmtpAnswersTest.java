package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.MailOutcome.Deferred;
import io.fleetfix.application.port.MailOutcome.Refused;
import io.fleetfix.application.port.MailOutcome.Unavailable;
import io.fleetfix.application.port.MailOutcome.Unclear;
import io.fleetfix.application.port.MailOutcome.Undeliverable;
import io.fleetfix.testing.mail.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The outcome of each response that mail servers are known to give, over a real connection. */
class SmtpAnswersTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvFileSource(resources = "answers.csv", delimiter = '|', numLinesToSkip = 1)
  void decidesWhatAResponseIsAbout(
      String server, SmtpPhase phase, String answer, Kind outcome, String reason) throws Exception {
    Script script = Script.usual().answering(command(phase), answer.replace("\\n", "\r\n"));

    assertThat(Kind.of(Mailing.outcome(script))).as("%s: %s", server, reason).isEqualTo(outcome);
  }

  private static String command(SmtpPhase phase) {
    return switch (phase) {
      case MAIL, RCPT, DATA -> phase.name();
      case COMPLETE -> ".";
      case CONNECTED, TEXT -> throw new IllegalArgumentException("The server doesn't answer here");
    };
  }

  /** The kinds of outcomes, as the table writes them. */
  enum Kind {
    ACCEPTED,
    UNDELIVERABLE,
    REFUSED,
    DEFERRED,
    UNAVAILABLE,
    UNCLEAR;

    static Kind of(MailOutcome outcome) {
      return switch (outcome) {
        case Accepted accepted -> ACCEPTED;
        case Undeliverable address -> UNDELIVERABLE;
        case Refused mail -> REFUSED;
        case Deferred passing -> DEFERRED;
        case Unavailable ours -> UNAVAILABLE;
        case Unclear unknown -> UNCLEAR;
      };
    }
  }
}
