package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.fleetfix.adapter.http.Admission;
import io.fleetfix.adapter.http.Gate;
import io.fleetfix.adapter.http.HealthRoutes;
import io.fleetfix.adapter.http.HttpEndpoint;
import io.fleetfix.adapter.http.InvoiceRoutes;
import io.fleetfix.adapter.http.MailRoutes;
import io.fleetfix.adapter.http.NoticeRoutes;
import io.fleetfix.adapter.http.RepairRoutes;
import io.fleetfix.adapter.http.Spans;
import io.fleetfix.adapter.http.WorkshopServer;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.adapter.smtp.InvoiceDocument;
import io.fleetfix.adapter.smtp.InvoicePdf;
import io.fleetfix.adapter.smtp.Sender;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.Workshop;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The HTTP side. */
final class HttpModule extends AbstractModule {
  private final HttpEndpoint endpoint;
  private final Admission admission;
  private final Sender sender;

  /** Listens nowhere yet. */
  HttpModule(WorkshopConfig config) {
    this.endpoint = config.http();
    this.admission = config.admission();
    this.sender = config.mail().sender(); // stands on the invoices that are shown
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Mailbox.class); // whoever keeps mails binds it
  }

  @Provides
  @Singleton
  static RepairRoutes repairRoutes(
      OpenRepair openRepair,
      AddWork addWork,
      CompleteRepair completeRepair,
      CancelRepair cancelRepair,
      FindRepairs findRepairs) {
    return new RepairRoutes(openRepair, addWork, completeRepair, cancelRepair, findRepairs);
  }

  /** What prints is loaded with the first document, not at the start. */
  @Provides
  @Singleton
  InvoiceRoutes invoiceRoutes(Invoices invoices, FindRepairs repairs, Workshop workshop) {
    return new InvoiceRoutes(
        invoices,
        repairs,
        letter -> InvoicePdf.of(InvoiceDocument.of(letter, sender, workshop.zone())));
  }

  @Provides
  @Singleton
  WorkshopServer server(
      Spans spans,
      RepairRoutes repairs,
      InvoiceRoutes invoices,
      Optional<Mailbox> mailbox,
      Notices notices,
      Backlog backlog,
      InstantSource clock,
      Set<ResourceCheck> checks) {
    HealthRoutes health =
        new HealthRoutes(
            backlog,
            clock,
            () -> checks.stream().flatMap(check -> check.problem().stream()).toList());
    return new WorkshopServer(
        endpoint,
        spans,
        new Gate(admission, clock),
        repairs,
        invoices,
        new NoticeRoutes(notices),
        mailbox.map(MailRoutes::new),
        health);
  }
}
