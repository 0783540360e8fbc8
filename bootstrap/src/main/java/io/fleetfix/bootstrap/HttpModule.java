package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.http.HealthRoutes;
import io.fleetfix.adapter.http.HttpEndpoint;
import io.fleetfix.adapter.http.MetricsRoute;
import io.fleetfix.adapter.http.NoticeRoutes;
import io.fleetfix.adapter.http.OutboxRoutes;
import io.fleetfix.adapter.http.OutboxStatus;
import io.fleetfix.adapter.http.RepairRoutes;
import io.fleetfix.adapter.http.WorkshopServer;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.bootstrap.metrics.Cached;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.domain.RepairId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side. */
final class HttpModule extends AbstractModule {
  private static final Logger LOG = LoggerFactory.getLogger(HttpModule.class);

  private static final RepairId NOBODYS = new RepairId("R-0");
  private static final Duration READY_FOR = Duration.ofSeconds(1);

  private final HttpEndpoint endpoint;

  HttpModule(HttpEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Provides
  @Singleton
  static RepairRoutes repairRoutes(
      OpenRepair openRepair,
      AddWork addWork,
      CompleteRepair completeRepair,
      CancelRepair cancelRepair,
      FindRepairs findRepairs,
      Invoices invoices) {
    return new RepairRoutes(
        openRepair, addWork, completeRepair, cancelRepair, findRepairs, invoices);
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
  static HealthRoutes healthRoutes(OutboxStatus status, Repairs repairs) {
    return new HealthRoutes(
        status, new Cached<>(() -> answers(repairs), READY_FOR, System::nanoTime)::get);
  }

  @Provides
  @Singleton
  WorkshopServer server(
      RepairRoutes repairs,
      Notices notices,
      OutboxRoutes outbox,
      HealthRoutes health,
      MetricsRoute metrics) {
    return new WorkshopServer(
        endpoint, repairs, new NoticeRoutes(notices), outbox, health, metrics);
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
