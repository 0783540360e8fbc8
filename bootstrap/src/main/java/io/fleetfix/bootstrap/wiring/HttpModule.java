package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.operator.DeadLetterRoutes;
import io.fleetfix.adapter.http.operator.OutboxRoutes;
import io.fleetfix.adapter.http.operator.OutboxStatus;
import io.fleetfix.adapter.http.operator.QuarantineRoutes;
import io.fleetfix.adapter.http.server.HealthRoutes;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.http.server.Spans;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.metrics.Cached;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.port.ResourceCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server, and the routes that belong to no feature. */
public final class HttpModule extends ComponentModule {
  private static final Logger LOG = LoggerFactory.getLogger(HttpModule.class);

  private static final RepairId UNUSED = new RepairId("R-0");
  private static final Duration READY_FOR = Duration.ofSeconds(1);

  private final HttpEndpoint endpoint;
  private final AccessPolicy policy;

  public HttpModule(WorkshopConfig config) {
    this.endpoint = config.http();
    this.policy = config.admission();
  }

  @Override
  protected void configure() {
    construct(OutboxRoutes.class, QuarantineRoutes.class, DeadLetterRoutes.class);
    Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
    routes.addBinding().to(OutboxRoutes.class);
    routes.addBinding().to(QuarantineRoutes.class);
    routes.addBinding().to(DeadLetterRoutes.class);
    routes.addBinding().to(MetricsRoute.class);
  }

  @Provides
  @Singleton
  static OutboxStatus outboxStatus(
      InspectOutbox inspect, UpkeepMeters meters, Set<ResourceCheck> checks) {
    return new OutboxStatus(
        inspect, meters::resent, () -> checks.stream().map(ResourceCheck::checked).toList());
  }

  /** The service is ready if it can read the table; it need not find the repair. */
  @Provides
  @Singleton
  static HealthRoutes healthRoutes(Backgrounds loops, Repairs repairs) {
    return new HealthRoutes(
        loops::stuck, new Cached<>(() -> answers(repairs), READY_FOR, System::nanoTime)::get);
  }

  @Provides
  @Singleton
  WorkshopServer server(
      RequestTimes times,
      Spans spans,
      HealthRoutes health,
      Set<Routes> routes,
      InstantSource clock) {
    return new WorkshopServer(
        endpoint, times, spans, new AuthFilter(policy, clock), health, List.copyOf(routes));
  }

  private static boolean answers(Repairs repairs) {
    try {
      repairs.find(UNUSED);
      return true;
    } catch (RuntimeException unreadable) {
      LOG.atWarn().setCause(unreadable).log("Not ready: the table does not answer");
      return false;
    }
  }
}
