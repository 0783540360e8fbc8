package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.smtp.Sender;
import io.fleetfix.adapter.smtp.SmtpInvoiceMail;
import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.domain.Workshop;
import java.time.InstantSource;

/** Mails over SMTP. */
final class SmtpModule extends AbstractModule {
  private final SmtpServer server;
  private final Sender sender;

  SmtpModule(SmtpServer server, Sender sender) {
    this.server = server;
    this.sender = sender;
  }

  @Provides
  @Singleton
  InvoiceMail mail(Workshop workshop, InstantSource clock) {
    return new SmtpInvoiceMail(server, sender, workshop.zone(), clock);
  }
}
