package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CorrectWork;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.InvalidValue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The lines of a repair over HTTP: the workshop adds, corrects and removes them. */
public final class WorkRoutes implements Routes {
  private static final String LINES = "/repairs/{id}/work";
  private static final String LINE = LINES + "/{lineId}";

  private final AddWork addWork;
  private final CorrectWork correctWork;

  public WorkRoutes(AddWork addWork, CorrectWork correctWork) {
    this.addWork = addWork;
    this.correctWork = correctWork;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(LINES, this::add, RequiredScope.REPAIRS_WRITE);
    routes.put(LINE, this::correct, RequiredScope.REPAIRS_WRITE);
    routes.delete(LINE, this::remove, RequiredScope.REPAIRS_WRITE);
  }

  private void add(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    ChargeBody body = body(context);
    Charge charge = body.charge();
    CommandOptions options = CommandHeaders.of(context);
    answer(context, body.named(() -> addWork.add(id, charge, options)));
  }

  private void correct(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    LineId lineId = lineId(context);
    ChargeBody body = body(context);
    Charge charge = body.charge();
    CommandOptions options = CommandHeaders.of(context);
    answer(context, body.named(() -> correctWork.correct(id, lineId, charge, options)));
  }

  private void remove(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    LineId lineId = lineId(context);
    answer(context, correctWork.remove(id, lineId, CommandHeaders.of(context)));
  }

  private static ChargeBody body(Context context) {
    return new ChargeBody(RequestBody.of(context, ChargeBody.fields()));
  }

  private static void answer(Context context, Outcome<Repair, Refusal> outcome) {
    CommandAnswers.answer(context, outcome, repair -> CommandAnswers.answer(context, 200, repair));
  }

  private static LineId lineId(Context context) {
    try {
      return new LineId(context.pathParam("lineId"));
    } catch (InvalidValue malformed) {
      throw NotFound.line();
    }
  }
}
