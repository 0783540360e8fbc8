package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.repair.Responses.EventAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.outbox.delivery.ListEvents;
import io.fleetfix.outbox.delivery.ListEvents.State;
import io.fleetfix.outbox.event.InvalidValue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The events of the outbox by state, over HTTP. */
public final class EventListRoutes implements Routes {
  private final ListEvents events;

  public EventListRoutes(ListEvents events) {
    this.events = events;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/outbox/events",
        new QueryHandler(this::list, "state", "limit", "cursor"),
        RequiredScope.OUTBOX_OPERATE);
  }

  private void list(Context context) {
    State state = state(Paging.once(context, "state").orElse(""));
    Json.answer(
        context, 200, ListAnswer.of(events.page(state, Paging.of(context)), EventAnswer::of));
  }

  private static State state(String given) {
    return Arrays.stream(State.values())
        .filter(state -> state.name().equals(given))
        .findAny()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "state",
                    Arrays.stream(State.values())
                        .map(State::name)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }
}
