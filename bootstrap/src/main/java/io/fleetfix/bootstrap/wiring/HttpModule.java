package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.operator.DeadLetterRoutes;
import io.fleetfix.adapter.http.operator.EventListRoutes;
import io.fleetfix.adapter.http.operator.OutboxHealthRoute;
import io.fleetfix.adapter.http.operator.OutboxHealthRoute.Sample;
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
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.metrics.ConnectionGauges;
import io.fleetfix.bootstrap.metrics.QueueWatch;
import io.fleetfix.bootstrap.metrics.Sampled;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.health.WriteCheck;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The HTTP server, and the routes that belong to no feature. */
public final class HttpModule extends ComponentModule {
  private static final List<Result> UNCHECKED =
      List.of(
          new Result.Unknown(
              "Whether bus and queues exist is unknown: the last check failed or is too long ago"));

  private final HttpEndpoint endpoint;
  private final AccessPolicy policy;

  public HttpModule(WorkshopConfig config) {
    this.endpoint = config.http();
    this.policy = config.admission();
  }

  @Override
  protected void configure() {
    construct(
        OutboxRoutes.class, EventListRoutes.class, QuarantineRoutes.class, DeadLetterRoutes.class);
    Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
    routes.addBinding().to(OutboxRoutes.class);
    routes.addBinding().to(EventListRoutes.class);
    routes.addBinding().to(QuarantineRoutes.class);
    routes.addBinding().to(DeadLetterRoutes.class);
    routes.addBinding().to(OutboxHealthRoute.class);
    routes.addBinding().to(MetricsRoute.class);
  }

  /** Reads the current status. */
  @Provides
  @Singleton
  static OutboxStatus outboxStatus(
      InspectOutbox inspect, UpkeepMeters meters, Set<ResourceCheck> checks, QueueWatch queues) {
    return status(inspect::status, meters, () -> HealthModule.results(checks), queues);
  }

  private static OutboxStatus status(
      Supplier<Status> outbox,
      UpkeepMeters meters,
      Supplier<List<Result>> resources,
      QueueWatch queues) {
    return new OutboxStatus(
        outbox,
        meters::resent,
        () -> Stream.concat(resources.get().stream(), queues.deadLetters().stream()).toList(),
        queues::sizes);
  }

  @Provides
  @Singleton
  static OutboxHealthRoute outboxHealth(
      Sampled<Status> outbox,
      UpkeepMeters meters,
      Sampled<List<Result>> resources,
      QueueWatch queues) {
    Supplier<List<Result>> checked = () -> resources.value().orElse(UNCHECKED);
    return new OutboxHealthRoute(
        () ->
            outbox
                .value()
                .map(
                    read ->
                        new Sample(
                            status(() -> read, meters, checked, queues),
                            outbox.age().orElse(Duration.ZERO))));
  }

  /** The server serves the metrics, so it exists only after them. */
  @ProvidesIntoSet
  static MeterBinder connections(Provider<WorkshopServer> server) {
    return new ConnectionGauges(() -> server.get().connections(), WorkshopServer.MAX_CONNECTIONS);
  }

  @Provides
  @Singleton
  static HealthRoutes healthRoutes(Backgrounds loops, WriteCheck writes) {
    return new HealthRoutes(loops::stuck, writes::health);
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
}
