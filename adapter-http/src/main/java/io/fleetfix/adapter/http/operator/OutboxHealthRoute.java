package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.operator.OutboxResponses.SampledStatusAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The status of the outbox for health checks: from memory, with its age. A backlog never makes the
 * service unready, since it can still serve requests.
 */
public final class OutboxHealthRoute implements Routes {
  private final Supplier<Optional<Sample>> samples;

  /**
   * A status that was read earlier.
   *
   * @param age how long ago
   */
  public record Sample(OutboxStatus status, Duration age) {}

  /**
   * Serves the last sample.
   *
   * @param samples empty if the status is unknown; evaluated at each check, so it must answer at
   *     once
   */
  public OutboxHealthRoute(Supplier<Optional<Sample>> samples) {
    this.samples = samples;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/health/outbox", this::answer, RequiredScope.METRICS_READ);
  }

  private void answer(Context context) {
    samples
        .get()
        .ifPresentOrElse(
            sample ->
                Json.answer(
                    context,
                    200,
                    new SampledStatusAnswer(sample.status.answer(), sample.age.toSeconds())),
            () ->
                Json.answerUnavailable(
                    context, "The state of the outbox is unknown: it could not be read lately."));
  }
}
