package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.fleetfix.application.mail.MailPauses;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;

/** {@code fleetfix aws}, but a mail waits for seconds where it would wait for minutes. */
final class QuickMails extends AbstractModule {
  static final MailPauses PAUSES =
      new MailPauses(
          Duration.ofSeconds(3),
          new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(4)),
          new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(2)));

  private QuickMails() {}

  /** Overrides the waits between attempts. */
  static Module waits() {
    return new QuickMails();
  }

  /** Reads the same settings as the service, and prints its port. */
  @SuppressWarnings("SystemOut") // its starter reads this
  public static void main(String[] arguments) {
    WorkshopConfig config = ServiceLauncher.config();
    RunningWorkshop running =
        RunningWorkshop.start(
            List.of(
                Modules.override(Wiring.aws(config, AwsConnections.fromEnvironment()))
                    .with(new QuickMails())));
    System.out.println(running.port());
  }

  @Override
  protected void configure() {
    bind(MailPauses.class).toInstance(PAUSES);
  }
}
