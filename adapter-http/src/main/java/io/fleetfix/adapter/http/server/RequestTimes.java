package io.fleetfix.adapter.http.server;

/**
 * Is told of each request that was answered, the server's own refusals among them. Called by the
 * threads that answer, after the answer: an implementation is quick, safe for threads and never
 * throws.
 */
@FunctionalInterface
public interface RequestTimes {
  /**
   * A request was answered.
   *
   * @param nanos from when its header had been read to when its answer was written
   */
  void took(Answered request, long nanos);

  /**
   * What is told of a request: nothing that came from its client, so that there are no more of them
   * than routes, methods and statuses.
   *
   * @param method as HTTP names it, or {@code OTHER}
   * @param route the path as the route was registered, or {@code UNKNOWN} if there is none
   */
  record Answered(String method, String route, int status) {}
}
