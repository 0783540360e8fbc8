package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.adapter.smtp.SmtpInvoiceMail;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code fleetfix aws}, but each time that a mail has been sent it says {@code SENT} and does
 * nothing more about it: a process to be killed between sending and recording.
 */
final class StuckAfterSending {
  static final String SENT = "SENT";

  private StuckAfterSending() {}

  /** Settings as the service has them. */
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
    tell(Integer.toString(running.port()));
  }

  private record StuckMail(InvoiceMail smtp) implements InvoiceMail {
    @Override
    public Optional<String> send(InvoiceLetter letter) {
      smtp.send(letter);
      tell(SENT);
      while (true) {
        LockSupport.park();
      }
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

  @SuppressWarnings("SystemOut") // how its starter hears of it
  private static void tell(String word) {
    System.out.println(word);
  }
}
