package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.operator.OutboxResponses.BulkReleasedAnswer;
import io.fleetfix.adapter.http.operator.OutboxResponses.QuarantinedAnswer;
import io.fleetfix.adapter.http.operator.OutboxResponses.ReleasedAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.ReleaseQuarantined;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Order;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.port.QuarantineReason;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The quarantine, and the ways out of it, over HTTP. */
public final class QuarantineRoutes implements Routes {
  private final InspectOutbox inspect;
  private final ReleaseQuarantined release;

  public QuarantineRoutes(InspectOutbox inspect, ReleaseQuarantined release) {
    this.inspect = inspect;
    this.release = release;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/outbox/quarantine",
        new QueryHandler(this::list, "reason", "limit", "cursor"),
        RequiredScope.OUTBOX_OPERATE);
    routes.post("/outbox/quarantine/release", this::releaseMany, RequiredScope.OUTBOX_OPERATE);
    routes.post(
        "/outbox/quarantine/{eventId}/release", this::releaseOne, RequiredScope.OUTBOX_OPERATE);
  }

  private void list(Context context) {
    String code = Paging.once(context, "reason").map(QuarantineRoutes::checked).orElse(null);
    Json.answer(
        context,
        200,
        ListAnswer.of(inspect.quarantined(code, Paging.of(context)), QuarantinedAnswer::of));
  }

  private void releaseOne(Context context) {
    RequestBody.requireJson(context);
    String given = context.pathParam("eventId");
    EventId eventId =
        EventId.parse(given)
            .filter(release::release)
            .orElseThrow(() -> NotFound.inQuarantine(given));
    Json.answer(context, 200, ReleasedAnswer.of(eventId));
  }

  private void releaseMany(Context context) {
    RequestBody body = RequestBody.of(context, "all", "reason", "dryRun", "limit", "cursor");
    boolean all = body.has("all") && body.flag("all");
    if (all == body.has("reason")) {
      throw new InvalidValue("all", "must be true, or reason must be given, and not both");
    }
    Order order =
        new Order(
            all ? null : checked(body.text("reason")), body.has("dryRun") && body.flag("dryRun"));
    Json.answer(
        context,
        200,
        ListAnswer.of(
            release.release(order, OutboxRoutes.pageRequest(body)), BulkReleasedAnswer::of));
  }

  private static String checked(String code) {
    if (!QuarantineReason.isCode(code)) {
      throw new InvalidValue(
          "reason", "must be a reason code: 1 to 64 letters, digits, underscores, dots or hyphens");
    }
    return code;
  }
}
