package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.http.Admission;
import io.fleetfix.adapter.http.Gate;
import io.fleetfix.adapter.http.HealthRoutes;
import io.fleetfix.adapter.http.HttpEndpoint;
import io.fleetfix.adapter.http.NoticeRoutes;
import io.fleetfix.adapter.http.RepairRoutes;
import io.fleetfix.adapter.http.WorkshopServer;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import java.time.InstantSource;
import java.util.Set;

/** The HTTP side. */
final class HttpModule extends AbstractModule {
  private final HttpEndpoint endpoint;
  private final Admission admission;

  HttpModule(HttpEndpoint endpoint, Admission admission) {
    this.endpoint = endpoint;
    this.admission = admission;
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
  WorkshopServer server(
      RepairRoutes repairs,
      Notices notices,
      DeliveryLedger ledger,
      InstantSource clock,
      Set<ResourceCheck> checks) {
    HealthRoutes health =
        new HealthRoutes(
            ledger,
            clock,
            () -> checks.stream().flatMap(check -> check.problem().stream()).toList());
    return new WorkshopServer(
        endpoint, new Gate(admission, clock), repairs, new NoticeRoutes(notices), health);
  }
}
