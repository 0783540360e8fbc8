package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.operator.OutboxRoutes;
import io.fleetfix.adapter.http.operator.OutboxStatus;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.http.repair.MailRoutes;
import io.fleetfix.adapter.http.repair.NoticeRoutes;
import io.fleetfix.adapter.http.repair.RepairRoutes;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.adapter.smtp.InvoiceDocument;
import io.fleetfix.adapter.smtp.InvoicePdf;
import io.fleetfix.adapter.smtp.Sender;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.metrics.Cached;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.ResourceCheck;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Workshop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side. */
public final class HttpModule extends AbstractModule {
  private static final Logger LOG = LoggerFactory.getLogger(HttpModule.class);

  private static final RepairId NOBODYS = new RepairId("R-0");
  private static final Duration READY_FOR = Duration.ofSeconds(1);

  private final HttpEndpoint endpoint;
  private final AccessPolicy admission;
  private final Sender sender;

  /** Listens nowhere yet. */
  public HttpModule(WorkshopConfig config) {
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
  static OutboxStatus outboxStatus(
      InspectOutbox inspect, UpkeepMeters meters, Set<ResourceCheck> checks) {
    return new OutboxStatus(
        inspect,
        meters::resent,
        () -> checks.stream().flatMap(check -> check.problem().stream()).toList());
  }

  @Provides
  @Singleton
  static OutboxRoutes outboxRoutes(
      OutboxStatus status,
      InspectOutbox inspect,
      RedeliverEvents redeliver,
      Quarantine quarantine,
      ReconcileOutbox reconcile,
      InstantSource clock) {
    return new OutboxRoutes(status, inspect, redeliver, quarantine, reconcile, clock);
  }

  /** Ready is who can read a repair; that there is none of this name is an answer, too. */
  @Provides
  @Singleton
  static HealthRoutes healthRoutes(Repairs repairs) {
    return new HealthRoutes(new Cached<>(() -> answers(repairs), READY_FOR, System::nanoTime)::get);
  }

  @Provides
  @Singleton
  WorkshopServer server(
      RequestTimes times,
      Spans spans,
      RepairRoutes repairs,
      InvoiceRoutes invoices,
      Optional<Mailbox> mailbox,
      Notices notices,
      OutboxRoutes outbox,
      HealthRoutes health,
      MetricsRoute metrics,
      InstantSource clock) {
    List<Routes> routes =
        new ArrayList<>(List.of(repairs, invoices, new NoticeRoutes(notices), outbox, metrics));
    mailbox.map(MailRoutes::new).ifPresent(routes::add);
    return new WorkshopServer(
        endpoint, times, spans, new AuthFilter(admission, clock), health, routes);
  }

  private static boolean answers(Repairs repairs) {
    try {
      repairs.find(NOBODYS);
      return true;
    } catch (RuntimeException unreadable) {
      LOG.atWarn().setCause(unreadable).log("The table does not answer; the service is not ready");
      return false;
    }
  }
}
