package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.repair.Responses.NoticeAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.port.Notices;
import io.javalin.config.RoutesConfig;

/** The front desk's notices over HTTP. */
public final class NoticeRoutes implements Routes {
  private final Notices notices;

  public NoticeRoutes(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/notices",
        new QueryHandler(
            context ->
                Json.answer(
                    context,
                    200,
                    ListAnswer.of(notices.list(Paging.of(context)), NoticeAnswer::of)),
            "limit",
            "cursor"),
        RequiredScope.REPAIRS_READ);
  }
}
