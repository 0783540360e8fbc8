package io.fleetfix.adapter.http.server;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Bounds how many requests are handled at once, and how many others wait for that. A request beyond
 * both bounds, or one that has waited too long, is answered with 503 and has had no effect. Waiting
 * requests hold no thread.
 *
 * <p>{@code /health/live} and {@code /health/ready} are admitted always. The other checks have
 * bounds of their own, because they may wait for a token's issuer, but never for the store.
 */
final class Admission extends QoSHandler {
  /** More would cost memory without adding throughput. */
  static final int AT_ONCE = 64;

  /** A burst of this size waits; what comes on top had better be sent again later. */
  static final int WAITING = 192;

  static final int CHECKS_AT_ONCE = 8;

  /** Far longer than a request waits if the store answers. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final String[] ALWAYS = {"/health/live", "/health/ready"};
  private static final String[] CHECKS = {"/health/outbox", "/metrics"};

  private Admission(int atOnce, int waiting, Handler next) {
    super(next);
    setMaxRequestCount(atOnce);
    setMaxSuspendedRequestCount(waiting);
    setMaxSuspend(LONGEST_WAIT);
  }

  /** Whatever may wait for the store. */
  static Admission ofRequests(Handler next) {
    Admission admission = new Admission(AT_ONCE, WAITING, next);
    admission.excludePath(ALWAYS);
    admission.excludePath(CHECKS);
    return admission;
  }

  static Admission ofChecks(Handler next) {
    Admission admission = new Admission(CHECKS_AT_ONCE, CHECKS_AT_ONCE, next);
    admission.includePath(CHECKS);
    return admission;
  }
}
