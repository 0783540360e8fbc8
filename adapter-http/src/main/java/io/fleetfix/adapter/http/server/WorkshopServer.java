package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.message.FramingFilter;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.origin.ClientAddress;
import io.fleetfix.adapter.http.origin.HostFilter;
import io.fleetfix.adapter.http.origin.OriginFilter;
import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server with all routes. */
public final class WorkshopServer implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 64 * 1024;

  /**
   * Longer than the store's deadline for a commit, so that a request in progress is answered, and
   * shorter than the deadline of the service's whole stop.
   */
  private static final int STOP_TIMEOUT_MILLIS = 12_000;

  /** More than {@link Admission} lets be handled, so that reading and checks always find one. */
  private static final int MAX_THREADS = Admission.AT_ONCE + Admission.CHECKS_AT_ONCE + 24;

  private static final int MIN_THREADS = 4;

  /** Twice the longest token. */
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Of more, those whose clients have been silent for longest are closed. */
  public static final int MAX_CONNECTIONS = 1_000;

  private final HttpEndpoint endpoint;
  private final HealthRoutes health;
  private final Javalin app;

  /**
   * Builds the server; {@link #start} opens its port.
   *
   * @param routes all routes but those for health, for problems and for the API's description
   */
  public WorkshopServer(
      HttpEndpoint endpoint,
      RequestTimes times,
      Spans spans,
      AuthFilter gate,
      HealthRoutes health,
      List<Routes> routes) {
    this(endpoint, Patience.USUAL, times, spans, gate, health, routes);
  }

  public WorkshopServer(
      HttpEndpoint endpoint,
      Patience patience,
      RequestTimes times,
      Spans spans,
      AuthFilter gate,
      HealthRoutes health,
      List<Routes> routes) {
    this.endpoint = endpoint;
    this.health = health;
    AccessLog answers = new AccessLog(times);
    this.app =
        Javalin.create(
            config -> {
              configure(config, endpoint, patience, gate, answers);
              ProblemHandlers.register(config, gate);
              answers.register(config.routes);
              spans.register(config.routes);
              gate.register(config.routes);
              config.routes.beforeMatched(QueryHandler::check);
              routes.forEach(each -> each.register(config.routes));
              health.register(config.routes);
              ProblemPages.register(config.routes);
              OpenApiRoute.register(config.routes);
            });
  }

  /**
   * Starts serving.
   *
   * @throws AddressInUse if the server cannot listen at its endpoint
   */
  public void start() {
    try {
      app.start(endpoint.host(), endpoint.port());
    } catch (JavalinBindException taken) {
      throw new AddressInUse(endpoint, taken);
    }
  }

  /** The port on which the started server listens. */
  public int port() {
    return app.port();
  }

  /**
   * The number of open connections. If many are opened at once, it can exceed {@link
   * #MAX_CONNECTIONS} a little until the next one is opened.
   */
  public int connections() {
    return Arrays.stream(app.jettyServer().server().getConnectors())
        .mapToInt(connector -> connector.getConnectedEndPoints().size())
        .sum();
  }

  /**
   * Reports not ready, accepts no new requests, and answers requests in flight for up to 12
   * seconds. Requests that take longer are interrupted.
   */
  @Override
  public void close() {
    health.drain();
    app.stop();
  }

  /** For tests that compare the routes with openapi.yaml. */
  public Javalin app() {
    return app;
  }

  private static void configure(
      JavalinConfig config,
      HttpEndpoint endpoint,
      Patience patience,
      AuthFilter gate,
      AccessLog answers) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false; // openapi.yaml has no path with one
    config.http.generateEtags = false;
    config.http.compressionStrategy = CompressionStrategy.NONE; // the answers are small
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    config.jetty.modifyServer(
        server -> {
          server.setHandler(handlers(endpoint));
          server.setStopTimeout(STOP_TIMEOUT_MILLIS);
          server.setErrorHandler(new ServerErrors(gate));
          server.setRequestLog(answers);
          server.addBean(new SlowClients(server, patience));
          server.addBean(new ConnectionLimit(server, MAX_CONNECTIONS));
          // It closes connections when all threads are busy: exactly when requests must queue.
          server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
        });
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new ServerErrors(gate)));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
          http.setRequestHeaderSize(MAX_HEADER_BYTES);
          // Javalin would accept encoded slashes and dots; here such a path is a bad request.
          http.setUriCompliance(UriCompliance.DEFAULT);
        });
  }

  /**
   * Javalin adds its own handler at the end. Requests that wait for their client or for other
   * requests do so before that, without a thread.
   */
  private static Handler handlers(HttpEndpoint endpoint) {
    Handler admission = Admission.ofRequests(Admission.ofChecks(new RequestSanitizer()));
    Handler own = new HostFilter(endpoint.hosts(), new OriginFilter(admission));
    Handler whole = new WholeRequests(MAX_BODY_BYTES, own);
    return new GracefulHandler(
        new ClientAddress(endpoint.proxies(), new FramingFilter(MAX_BODY_BYTES, whole)));
  }
}
