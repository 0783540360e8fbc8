package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.adapter.smtp.SmtpInvoiceMail;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code fleetfix aws}, but whenever it has sent a mail, it prints {@code SENT} and stops there: a
 * process to kill between sending a mail and recording it.
 */
final class StuckAfterSending {
  static final String SENT = "SENT";

  private StuckAfterSending() {}

  /** Reads the same settings as the service. */
  public static void main(String[] arguments) {
    WorkshopConfig config = ServiceLauncher.config();
    InvoiceMail smtp =
        new SmtpInvoiceMail(
            Objects.requireNonNull(config.mail().server()),
            config.mail().sender(),
            new DocumentPrinter(config.mail().sender(), config.workshop().zone()),
            Clock.systemUTC());
    RunningWorkshop running =
        RunningWorkshop.start(
            List.of(
                Modules.override(Wiring.aws(config, AwsConnections.fromEnvironment()))
                    .with(new Stuck(smtp))));
    print(Integer.toString(running.port()));
  }

  private record StuckMail(InvoiceMail smtp) implements InvoiceMail {
    @Override
    public Connection connect() {
      Connection connection = smtp.connect();
      return new Connection() {
        @Override
        public MailOutcome send(OutgoingMail mail) {
          connection.send(mail);
          print(SENT);
          while (true) {
            LockSupport.park();
          }
        }

        @Override
        public void close() {
          connection.close();
        }
      };
    }
  }

  private static final class Stuck extends AbstractModule {
    private final InvoiceMail smtp;

    Stuck(InvoiceMail smtp) {
      this.smtp = smtp;
    }

    @Override
    protected void configure() {
      bind(InvoiceMail.class).toInstance(new StuckMail(smtp));
    }
  }

  @SuppressWarnings("SystemOut") // its starter reads this
  private static void print(String word) {
    System.out.println(word);
  }
}
