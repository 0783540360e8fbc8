package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.command.Preconditions;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.invoice.IssueCreditNote;
import io.fleetfix.application.invoice.IssueFurtherInvoice;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Credit notes and further invoices over HTTP: the workshop corrects what it has invoiced. */
public final class DocumentRoutes implements Routes {
  private static final String LINES = "lines";

  private final DocumentAnswers documents;
  private final IssueCreditNote issueCreditNote;
  private final IssueFurtherInvoice issueFurtherInvoice;

  public DocumentRoutes(
      DocumentAnswers documents,
      IssueCreditNote issueCreditNote,
      IssueFurtherInvoice issueFurtherInvoice) {
    this.documents = documents;
    this.issueCreditNote = issueCreditNote;
    this.issueFurtherInvoice = issueFurtherInvoice;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/repairs/{id}/credit-notes", this::credit, RequiredScope.REPAIRS_WRITE);
    routes.post("/repairs/{id}/invoices", this::invoice, RequiredScope.REPAIRS_WRITE);
  }

  private void credit(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    RequestBody body = RequestBody.of(context, "reason", LINES);
    String reason = body.text("reason");
    Optional<List<Crediting.Part>> parts = body.optional(LINES, field -> parts(body, field));
    CommandOptions options = CommandHeaders.of(context);
    if (isAllowed(context, options)) {
      created(context, id, issueCreditNote.credit(id, parts, reason, options));
    }
  }

  private static List<Crediting.Part> parts(RequestBody body, String field) {
    return body.objects(field, Repair.MAX_WORK_LINES, "line", "net").stream()
        .map(
            part ->
                new Crediting.Part(
                    part.number("line", 1, Repair.MAX_WORK_LINES), ChargeBody.money(part, "net")))
        .toList();
  }

  private void invoice(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    RequestBody body = RequestBody.of(context, "customer", LINES);
    Optional<Customer> customer =
        body.optional("customer", field -> body.object(field, CustomerBody.fields()))
            .map(given -> new CustomerBody(given).customer());
    Optional<List<Charge>> charges = body.optional(LINES, field -> charges(body, field));
    CommandOptions options = CommandHeaders.of(context);
    if (isAllowed(context, options)) {
      created(context, id, issueFurtherInvoice.issue(id, customer, charges, options));
    }
  }

  private static List<Charge> charges(RequestBody body, String field) {
    return body.objects(field, Repair.MAX_WORK_LINES, ChargeBody.fields()).stream()
        .map(line -> new ChargeBody(line).charge())
        .toList();
  }

  /** The list of a repair's documents, to which one is added, exists and has no tag. */
  private static boolean isAllowed(Context context, CommandOptions options) {
    if (options.onlyAt().isPresent()) {
      Preconditions.refuse(context);
      return false;
    }
    return true;
  }

  private <D extends Document> void created(
      Context context, RepairId id, Outcome<D, Refusal> outcome) {
    CommandAnswers.answer(
        context,
        outcome,
        document -> {
          context.header("Location", "/repairs/" + id + "/documents/" + document.number());
          Json.answer(context, 201, documents.json(document));
        },
        () -> NotFound.invoice(documents.repair(id)));
  }
}
