package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.resources.ResourceCheckContract;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The check of the mail server: most of the dead servers of the contract never greet. */
class MailServerCheckTest implements ResourceCheckContract {
  @Override
  public ResourceCheck checkAt(URI endpoint) {
    return MailServer.mail("smtp://127.0.0.1:" + endpoint.getPort(), Mailing.IMPATIENT);
  }

  @Test
  void aServerThatGreetsIsThereAndGetsNoMail() throws Exception {
    try (MailServer server = MailServer.start()) {
      assertThat(Result.of(server.mail())).isEqualTo(new Result.There());
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void aServerThatRefusesTheLoginIsAProblem() {
    try (MailServer server = MailServer.start()) {
      server.greenMail().setUser("garage@example.com", "garage", "right");
      server.greenMail().getManagers().getUserManager().setAuthRequired(true);

      assertThat(
              Result.of(
                  MailServer.mail(
                      "smtp://garage:wrong@127.0.0.1:" + server.port(), SmtpWaits.USUAL)))
          .isInstanceOf(Result.Missing.class);
    }
  }
}
