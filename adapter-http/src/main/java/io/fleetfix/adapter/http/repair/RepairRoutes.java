package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.command.Preconditions;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.repair.RepairResponses.CompletionAnswer;
import io.fleetfix.adapter.http.repair.RepairResponses.RepairAnswer;
import io.fleetfix.adapter.http.repair.Responses.EventAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Repairs over HTTP: the workshop opens, completes and cancels them. */
public final class RepairRoutes implements Routes {
  private final OpenRepair openRepair;
  private final CompleteRepair completeRepair;
  private final CancelRepair cancelRepair;
  private final FindRepairs findRepairs;

  public RepairRoutes(
      OpenRepair openRepair,
      CompleteRepair completeRepair,
      CancelRepair cancelRepair,
      FindRepairs findRepairs) {
    this.openRepair = openRepair;
    this.completeRepair = completeRepair;
    this.cancelRepair = cancelRepair;
    this.findRepairs = findRepairs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/repairs", this::open, RequiredScope.REPAIRS_WRITE);
    routes.get(
        "/repairs",
        new QueryHandler(this::list, "status", "limit", "cursor"),
        RequiredScope.REPAIRS_READ);
    routes.get("/repairs/{id}", this::find, RequiredScope.REPAIRS_READ);
    routes.put("/repairs/{id}/completion", this::complete, RequiredScope.REPAIRS_WRITE);
    routes.put("/repairs/{id}/cancellation", this::cancel, RequiredScope.REPAIRS_WRITE);
    routes.get("/repairs/{id}/events", this::events, RequiredScope.REPAIRS_READ);
  }

  private void open(Context context) {
    RequestBody body = RequestBody.of(context, "vehicle", "customer", "complaint");
    RequestBody vehicle = body.object("vehicle", "registration", "make", "model");
    RequestBody customer = body.object("customer", CustomerBody.fieldsWithEmail());
    Vehicle brought =
        new Vehicle(vehicle.text("registration"), vehicle.text("make"), vehicle.text("model"));
    Customer payer = new CustomerBody(customer).customer();
    String complaint = body.text("complaint");
    CommandOptions options = CommandHeaders.of(context);
    if (options.onlyAt().isPresent()) { // the list of repairs exists, and has no tag
      Preconditions.refuse(context);
      return;
    }
    CommandAnswers.answer(
        context,
        openRepair.open(brought, payer, complaint, options),
        repair -> created(context, repair));
  }

  private static void created(Context context, Repair repair) {
    context.header("Location", "/repairs/" + repair.id());
    CommandAnswers.answer(context, 201, repair);
  }

  private void list(Context context) {
    Page<Repair> page = findRepairs.list(status(context), Paging.of(context));
    Json.answer(context, 200, ListAnswer.of(page, RepairAnswer::of));
  }

  private void find(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    Repair repair = findRepairs.find(id).orElseThrow(() -> NotFound.repair(id.value()));
    Preconditions.answer(context, repair, () -> Json.answer(context, 200, RepairAnswer.of(repair)));
  }

  private void complete(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    Billing billing = billing(context);
    CommandAnswers.answer(
        context,
        completeRepair.complete(id, billing, CommandHeaders.of(context)),
        repair -> Json.answer(context, 200, CompletionAnswer.of(repair)));
  }

  /** A completion needs no body. */
  private static Billing billing(Context context) {
    if (context.bodyAsBytes().length == 0) {
      return Billing.INVOICE;
    }
    RequestBody body = RequestBody.of(context, "billing");
    return body.optional("billing", field -> body.choice(field, List.of(Billing.values())))
        .orElse(Billing.INVOICE);
  }

  private void cancel(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    String reason = RequestBody.of(context, "reason").text("reason");
    CommandAnswers.answer(
        context,
        cancelRepair.cancel(id, reason, CommandHeaders.of(context)),
        repair -> CommandAnswers.answer(context, 200, repair));
  }

  private void events(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    var events = findRepairs.events(id).orElseThrow(() -> NotFound.repair(id.value()));
    Json.answer(context, 200, ListAnswer.of(events, EventAnswer::of));
  }

  private static RepairStatus status(Context context) {
    Optional<String> given = Paging.once(context, "status");
    return given.isEmpty() ? RepairStatus.OPEN : status(given.get());
  }

  private static RepairStatus status(String given) {
    return Arrays.stream(RepairStatus.values())
        .filter(status -> status.name().equals(given))
        .findAny()
        .orElseThrow(() -> new InvalidValue("status", "must be OPEN, COMPLETED or CANCELLED"));
  }
}
