package io.fleetfix.adapter.http.server;

/**
 * Receives a report on every answered request, including those that the server refuses before any
 * route. The answering thread calls it after the answer: implementations must be fast and
 * thread-safe, and must not throw. The MDC holds the request's id during the call.
 */
@FunctionalInterface
public interface RequestTimes {
  /**
   * A request was answered.
   *
   * @param nanos the time from reading the request's headers to writing its answer
   */
  void took(Answered request, long nanos);

  /**
   * An answered request. No value is chosen by the client, so that the number of combinations is
   * bounded by routes, methods and statuses.
   *
   * @param method a standard HTTP method, or {@code OTHER}
   * @param route the path with which the route was registered, or {@code UNKNOWN} if none matched
   */
  record Answered(String method, String route, int status) {}
}
