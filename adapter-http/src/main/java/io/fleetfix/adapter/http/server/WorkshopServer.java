package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.server.SlowClients.Patience;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server with all routes. */
public final class WorkshopServer implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 64 * 1024;

  /** Longer than a store may take over one commit, so that such a request is still answered. */
  private static final int STOP_TIMEOUT_MILLIS = 20_000;

  /** Requests beyond it wait for their turn; more threads would cost memory and win nothing. */
  private static final int MAX_THREADS = 64;

  private static final int MIN_THREADS = 4;

  /** Twice what a token may have. */
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Whoever comes when there are so many waits until one goes. */
  private static final int MAX_CONNECTIONS = 1_000;

  private final HttpEndpoint endpoint;
  private final HealthRoutes health;
  private final Javalin app;

  /**
   * Listens nowhere yet.
   *
   * @param routes all but those of health, and the description's own
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
              configure(config, patience, answers);
              ProblemHandlers.register(config);
              answers.register(config.routes);
              spans.register(config.routes);
              gate.register(config.routes);
              routes.forEach(each -> each.register(config.routes));
              health.register(config.routes);
              OpenApiRoute.register(config.routes);
            });
  }

  /**
   * Starts to answer.
   *
   * @throws AddressInUse if it can't listen there
   */
  public void start() {
    try {
      app.start(endpoint.host(), endpoint.port());
    } catch (JavalinBindException taken) {
      throw new AddressInUse(endpoint, taken);
    }
  }

  /** The port it listens on, once it is started. */
  public int port() {
    return app.port();
  }

  /**
   * Takes no new requests and says so in its readiness; requests in flight are answered, as long as
   * they take no more than 20 seconds.
   */
  @Override
  public void close() {
    health.drain();
    app.stop();
  }

  /** For tests that compare the routes with their description. */
  public Javalin app() {
    return app;
  }

  private static void configure(JavalinConfig config, Patience patience, AccessLog answers) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.http.compressionStrategy = CompressionStrategy.NONE; // the answers are small
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    config.jetty.modifyServer(
        server -> {
          server.setHandler(new RequestSanitizer(new GracefulHandler()));
          server.setStopTimeout(STOP_TIMEOUT_MILLIS);
          server.setErrorHandler(new ServerErrors());
          server.setRequestLog(answers);
          server.addBean(new SlowClients(server, patience));
          server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
          // It cuts connections as soon as all threads are busy: just when requests have to queue.
          server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
        });
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new ServerErrors()));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
          http.setRequestHeaderSize(MAX_HEADER_BYTES);
          // Javalin lets encoded slashes and dots through: here such a path is a bad request.
          http.setUriCompliance(UriCompliance.DEFAULT);
        });
  }
}
