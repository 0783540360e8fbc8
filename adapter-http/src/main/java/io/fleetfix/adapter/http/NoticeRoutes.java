package io.fleetfix.adapter.http;

import io.fleetfix.adapter.http.Answers.ListAnswer;
import io.fleetfix.adapter.http.Answers.NoticeAnswer;
import io.fleetfix.application.port.Notices;
import io.javalin.config.RoutesConfig;

/** What the front desk reads, over HTTP. */
public final class NoticeRoutes implements Routes {
  private final Notices notices;

  public NoticeRoutes(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/notices",
        context ->
            Json.answer(
                context, 200, ListAnswer.of(notices.list(Paging.of(context)), NoticeAnswer::of)),
        Access.REPAIRS_READ);
  }
}
