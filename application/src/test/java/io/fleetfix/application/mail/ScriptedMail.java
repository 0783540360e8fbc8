package io.fleetfix.application.mail;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A mail server whose answers a test scripts. The time that passes is the test's. */
final class ScriptedMail implements InvoiceMail {
  /** The mails that were passed to the server, whatever it answered. */
  final List<OutgoingMail> attempts = new CopyOnWriteArrayList<>();

  volatile Runnable onConnect = () -> {};
  volatile Function<OutgoingMail, MailOutcome> answer = mail -> new MailOutcome.Accepted();

  @Override
  public Connection connect() {
    onConnect.run();
    return new Connection() {
      @Override
      public MailOutcome send(OutgoingMail mail) {
        attempts.add(mail);
        return answer.apply(mail);
      }

      @Override
      public void close() {}
    };
  }
}
