package io.fleetfix.bootstrap.metrics;

import io.fleetfix.adapter.http.server.RequestTimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times requests by route and outcome. */
public final class HttpMeters implements RequestTimes {
  private final MeterRegistry registry;

  /** A look-up here is cheaper than building a timer's name and tags for each request. */
  private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();

  public HttpMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void took(Answered request, long nanos) {
    Timer known = timers.get(request);
    Timer timer = known == null ? timers.computeIfAbsent(request, this::timer) : known;
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Answered request) {
    return Timer.builder("http.server.requests")
        .description(
            "Time in seconds from reading a request's header to writing its complete response.")
        .tag("method", request.method())
        .tag("uri", request.route())
        .tag("status", Integer.toString(request.status()))
        .tag("outcome", outcome(request.status()))
        .register(registry);
  }

  private static String outcome(int status) {
    return switch (status / 100) {
      case 1 -> "INFORMATIONAL";
      case 2 -> "SUCCESS";
      case 3 -> "REDIRECTION";
      case 4 -> "CLIENT_ERROR";
      case 5 -> "SERVER_ERROR";
      default -> "UNKNOWN";
    };
  }
}
