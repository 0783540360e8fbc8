package io.fleetfix.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.Backlog.Size;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor asks. Alive: the process answers, whatever else is broken. Ready: it should be
 * given requests.
 */
public final class HealthRoutes {
  private final Backlog backlog;
  private final InstantSource clock;
  private final Supplier<List<String>> problems;
  private volatile boolean draining;

  /**
   * Asks nothing yet.
   *
   * @param problems what is missing of what events need on their way, in words for an operator
   */
  public HealthRoutes(Backlog backlog, InstantSource clock, Supplier<List<String>> problems) {
    this.backlog = backlog;
    this.clock = clock;
    this.problems = problems;
  }

  private record Health(String status) {}

  /** A backlog never makes the service unready: its requests are what it can still do well. */
  @JsonInclude(Include.NON_EMPTY)
  private record OutboxHealth(
      long pending, @Nullable Long oldestPendingSeconds, List<String> problems) {}

  void register(RoutesConfig routes) {
    routes.get(
        "/health/live", context -> Json.answer(context, 200, new Health("UP")), Access.PUBLIC);
    routes.get("/health/ready", this::ready, Access.PUBLIC);
    routes.get("/health/outbox", this::outbox, Access.OUTBOX_OPERATE);
  }

  void drain() {
    draining = true;
  }

  private void ready(Context context) {
    if (draining) {
      Json.answer(context, Problem.unavailable());
    } else {
      Json.answer(context, 200, new Health("UP"));
    }
  }

  private void outbox(Context context) {
    Size size = backlog.size();
    Instant oldest = size.oldest();
    Long seconds = oldest == null ? null : Duration.between(oldest, clock.instant()).toSeconds();
    Json.answer(context, 200, new OutboxHealth(size.pending(), seconds, problems.get()));
  }
}
