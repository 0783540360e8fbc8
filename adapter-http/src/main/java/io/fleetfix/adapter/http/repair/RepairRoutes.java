package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.command.Preconditions;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.repair.Responses.CompletionAnswer;
import io.fleetfix.adapter.http.repair.Responses.EventAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.repair.Responses.RepairAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Repairs over HTTP: the workshop opens, works on, completes and cancels them. */
public final class RepairRoutes implements Routes {
  private final OpenRepair openRepair;
  private final AddWork addWork;
  private final CompleteRepair completeRepair;
  private final CancelRepair cancelRepair;
  private final FindRepairs findRepairs;

  public RepairRoutes(
      OpenRepair openRepair,
      AddWork addWork,
      CompleteRepair completeRepair,
      CancelRepair cancelRepair,
      FindRepairs findRepairs) {
    this.openRepair = openRepair;
    this.addWork = addWork;
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
    routes.post("/repairs/{id}/work", this::addWork, RequiredScope.REPAIRS_WRITE);
    routes.put("/repairs/{id}/completion", this::complete, RequiredScope.REPAIRS_WRITE);
    routes.put("/repairs/{id}/cancellation", this::cancel, RequiredScope.REPAIRS_WRITE);
    routes.get("/repairs/{id}/events", this::events, RequiredScope.REPAIRS_READ);
  }

  private void open(Context context) {
    RequestBody body = RequestBody.of(context, "vehicle", "customer", "complaint");
    RequestBody vehicle = body.object("vehicle", "registration", "make", "model");
    RequestBody customer = body.object("customer", "name", "email");
    Vehicle brought =
        new Vehicle(vehicle.text("registration"), vehicle.text("make"), vehicle.text("model"));
    Customer payer = new Customer(customer.text("name"), email(customer));
    String complaint = body.text("complaint");
    CommandOptions options = CommandHeaders.of(context);
    if (options.onlyAt().isPresent()) { // the list of repairs exists, and has no tag
      Preconditions.refuse(context);
      return;
    }
    answer(
        context,
        openRepair.open(brought, payer, complaint, options),
        repair -> created(context, repair));
  }

  /** Without the field, the customer has no e-mail either. */
  private static Optional<EmailAddress> email(RequestBody customer) {
    return customer.has("email") ? ContactRoutes.email(customer, Customer.EMAIL) : Optional.empty();
  }

  private static void created(Context context, Repair repair) {
    context.header("Location", "/repairs/" + repair.id());
    answer(context, 201, repair);
  }

  private static void answer(Context context, int status, Repair repair) {
    Preconditions.tag(context, repair);
    Json.answer(context, status, RepairAnswer.of(repair));
  }

  private void list(Context context) {
    Page<Repair> page = findRepairs.list(status(context), Paging.of(context));
    Json.answer(context, 200, ListAnswer.of(page, RepairAnswer::of));
  }

  private void find(Context context) {
    RepairId id = id(context);
    Repair repair = findRepairs.find(id).orElseThrow(() -> NotFound.repair(id.value()));
    Preconditions.answer(context, repair, () -> Json.answer(context, 200, RepairAnswer.of(repair)));
  }

  private void addWork(Context context) {
    RepairId id = id(context);
    RequestBody body = RequestBody.of(context, "description", "price");
    RequestBody price = body.object("price", "amount", "currency");
    String description = body.text("description");
    Money amount = Money.parse(price.text("amount"), price.text("currency"));
    answer(
        context,
        addWork.add(id, description, amount, CommandHeaders.of(context)),
        repair -> answer(context, 200, repair));
  }

  private void complete(Context context) {
    answer(
        context,
        completeRepair.complete(id(context), CommandHeaders.of(context)),
        repair -> Json.answer(context, 200, CompletionAnswer.of(repair)));
  }

  private void cancel(Context context) {
    RepairId id = id(context);
    String reason = RequestBody.of(context, "reason").text("reason");
    answer(
        context,
        cancelRepair.cancel(id, reason, CommandHeaders.of(context)),
        repair -> answer(context, 200, repair));
  }

  private void events(Context context) {
    RepairId id = id(context);
    var events = findRepairs.events(id).orElseThrow(() -> NotFound.repair(id.value()));
    Json.answer(context, 200, ListAnswer.of(events, EventAnswer::of));
  }

  /** Answers a command on a repair, or on what belongs to a repair. */
  static <A extends Aggregate> void answer(
      Context context, Outcome<A, Refusal> outcome, Consumer<A> done) {
    switch (outcome) {
      case Outcome.Done<A, Refusal>(A state) -> done.accept(state);
      case Outcome.NotFound<A, Refusal>() -> throw NotFound.repair(context.pathParam("id"));
      case Outcome.KeyReused<A, Refusal>() -> Json.answer(context, Problem.keyReused());
      case Outcome.OtherVersion<A, Refusal>() -> Preconditions.refuse(context);
      case Outcome.Refused<A, Refusal>(Refusal refusal) ->
          Json.answer(context, Problem.refused(refusal));
    }
  }

  static RepairId id(Context context) {
    String given = context.pathParam("id");
    return RepairId.parse(given).orElseThrow(() -> NotFound.repair(given));
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
