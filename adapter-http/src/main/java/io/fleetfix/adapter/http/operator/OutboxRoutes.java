package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.operator.OutboxResponses.OutboxEventAnswer;
import io.fleetfix.adapter.http.operator.OutboxResponses.RedeliveriesAnswer;
import io.fleetfix.adapter.http.operator.OutboxResponses.ReportAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.http.token.Caller;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Results;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.OutboxLedger;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's view of the outbox, and commands on it, over HTTP; see also {@link
 * QuarantineRoutes}.
 */
public final class OutboxRoutes implements Routes {
  /** The most aggregates per call, so that the caller sets the pace. */
  static final int MOST_AGGREGATES = 100;

  private final OutboxStatus status;
  private final InspectOutbox inspect;
  private final FindRepairs repairs;
  private final RedeliverEvents redeliver;
  private final ReconcileOutbox reconcile;
  private final InstantSource clock;

  public OutboxRoutes(
      OutboxStatus status,
      InspectOutbox inspect,
      FindRepairs repairs,
      RedeliverEvents redeliver,
      ReconcileOutbox reconcile,
      InstantSource clock) {
    this.status = status;
    this.inspect = inspect;
    this.repairs = repairs;
    this.redeliver = redeliver;
    this.reconcile = reconcile;
    this.clock = clock;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/outbox",
        context -> Json.answer(context, 200, status.answer()),
        RequiredScope.OUTBOX_OPERATE);
    routes.get("/outbox/events/{eventId}", this::event, RequiredScope.OUTBOX_OPERATE);
    routes.post("/outbox/redeliveries", this::redeliver, RequiredScope.OUTBOX_OPERATE);
    routes.post("/outbox/reconciliations", this::reconcile, RequiredScope.OUTBOX_OPERATE);
  }

  private void event(Context context) {
    id(context)
        .flatMap(inspect::event)
        .ifPresentOrElse(
            history -> Json.answer(context, 200, OutboxEventAnswer.of(history)),
            () -> {
              throw NotFound.event(context.pathParam("eventId"));
            });
  }

  private void redeliver(Context context) {
    RequestBody body =
        RequestBody.of(context, "eventId", "repairId", "from", "to", "dryRun", "limit", "cursor");
    boolean window = body.has("from") || body.has("to");
    if (Stream.of(body.has("eventId"), body.has("repairId"), window).filter(is -> is).count()
        != 1) {
      throw new InvalidValue(
          "eventId", "or repairId or from and to: give exactly one of the three");
    }
    for (String field : List.of("limit", "cursor")) {
      if (body.has(field) && !window) {
        throw new InvalidValue(field, "is allowed only with from and to");
      }
    }
    Order order = new Order(caller(context), body.has("dryRun") && body.flag("dryRun"));
    Results results =
        window
            ? redeliver.window(window(body), pageRequest(body), order)
            : redelivered(body, order);
    Json.answer(context, 200, RedeliveriesAnswer.of(results));
  }

  private Results redelivered(RequestBody body, Order order) {
    if (body.has("repairId")) {
      String given = body.text("repairId");
      RepairId id =
          RepairId.parse(given).filter(repairs::exists).orElseThrow(() -> NotFound.repair(given));
      return redeliver.aggregates(repairs.raisersOf(id), order);
    }
    EventId eventId =
        EventId.parse(body.text("eventId"))
            .orElseThrow(
                () -> new InvalidValue("eventId", "must be an event id: a UUID in lower case"));
    return redeliver.events(List.of(eventId), order);
  }

  private void reconcile(Context context) {
    RequestBody body = RequestBody.of(context, "from", "to", "repair", "limit", "cursor");
    boolean repair = body.has("repair") && body.flag("repair");
    Json.answer(
        context,
        200,
        ReportAnswer.of(reconcile.reconcile(window(body), pageRequest(body), repair)));
  }

  private Window window(RequestBody body) {
    return Window.within(
        OutboxLedger.RETENTION, body.time("from"), body.time("to"), clock.instant());
  }

  static PageRequest pageRequest(RequestBody body) {
    int limit = body.has("limit") ? body.number("limit", 1, MOST_AGGREGATES) : MOST_AGGREGATES / 2;
    return new PageRequest(limit, body.has("cursor") ? body.text("cursor") : null);
  }

  private static Optional<EventId> id(Context context) {
    return EventId.parse(context.pathParam("eventId"));
  }

  /** The name in the audit trail. Without authentication, all callers have the same one. */
  private static String caller(Context context) {
    return AuthFilter.caller(context).map(Caller::subject).orElse("operator");
  }
}
