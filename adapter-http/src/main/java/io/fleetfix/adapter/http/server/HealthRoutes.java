package io.fleetfix.adapter.http.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.outbox.health.WriteHealth;
import io.fleetfix.outbox.health.WriteHealth.CommitsFail;
import io.fleetfix.outbox.health.WriteHealth.HeartbeatFails;
import io.fleetfix.outbox.health.WriteHealth.Unknown;
import io.fleetfix.outbox.health.WriteHealth.Works;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Health checks. Live: a restart would not help, even if dependencies fail. Ready: the service can
 * serve requests, which includes that it can write. Both answer from memory.
 */
public final class HealthRoutes {
  private final Supplier<List<String>> stuckLoops;
  private final Supplier<WriteHealth> writing;
  private volatile boolean draining;

  /**
   * Serves both checks. Both arguments are evaluated at each check, so they must answer at once.
   *
   * @param stuckLoops the names of the loops that only a restart can help
   * @param writing whether this process can write
   */
  public HealthRoutes(Supplier<List<String>> stuckLoops, Supplier<WriteHealth> writing) {
    this.stuckLoops = stuckLoops;
    this.writing = writing;
  }

  @JsonInclude(Include.NON_NULL)
  private record Health(String status, @Nullable Long sampledSecondsAgo) {}

  void register(RoutesConfig routes) {
    routes.get("/health/live", this::live, RequiredScope.SUPERVISION);
    routes.get("/health/ready", this::ready, RequiredScope.SUPERVISION);
  }

  void drain() {
    draining = true;
  }

  private void live(Context context) {
    List<String> stuck = stuckLoops.get();
    if (stuck.isEmpty()) {
      Json.answer(context, 200, new Health("UP", null));
    } else {
      Json.answer(context, Problem.stuck(stuck));
    }
  }

  private void ready(Context context) {
    if (draining) {
      notReady(context, "The service is stopping.");
      return;
    }
    switch (writing.get()) {
      case Works(Duration age) -> Json.answer(context, 200, new Health("UP", age.toSeconds()));
      case HeartbeatFails(Duration since) ->
          notReady(
              context,
              "Not ready: the heartbeat, a write to the store, has failed for %d seconds."
                  .formatted(since.toSeconds()));
      case CommitsFail(int inARow, Duration since) ->
          notReady(
              context,
              "Not ready: the last %d commits failed, the first of them %d seconds ago."
                  .formatted(inARow, since.toSeconds()));
      case Unknown unknown ->
          notReady(
              context,
              "Not ready: whether the store accepts writes is unknown. "
                  + unknown
                      .age()
                      .map(age -> "The last heartbeat began " + age.toSeconds() + " seconds ago.")
                      .orElse("There was no heartbeat yet."));
    }
  }

  private static void notReady(Context context, String detail) {
    Json.answerUnavailable(context, detail);
  }
}
