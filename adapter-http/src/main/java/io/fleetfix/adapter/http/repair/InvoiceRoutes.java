package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.repair.DocumentResponses.ListedDocument;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.paging.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The invoices and credit notes of a repair over HTTP, as JSON or PDF. */
public final class InvoiceRoutes implements Routes {
  private final FindDocuments documents;
  private final DocumentAnswers answers;

  public InvoiceRoutes(FindDocuments documents, DocumentAnswers answers) {
    this.documents = documents;
    this.answers = answers;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/repairs/{id}/invoice", this::invoice, RequiredScope.REPAIRS_READ);
    routes.get("/repairs/{id}/documents", this::list, RequiredScope.REPAIRS_READ);
    routes.get("/repairs/{id}/documents/{number}", this::document, RequiredScope.REPAIRS_READ);
  }

  private void invoice(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    String type = DocumentAnswers.negotiated(context);
    Optional<Invoice> latest = documents.latest(id);
    if (latest.isPresent() && !latest.get().isCredited()) {
      answers.answer(context, type, latest.get());
    } else {
      throw latest.map(this::credited).orElseGet(() -> NotFound.invoice(answers.repair(id)));
    }
  }

  /** The last credit note of the invoice is the one that took back what was left. */
  private NotFound credited(Invoice invoice) {
    return documents.all(invoice.repairId()).stream()
        .filter(CreditNote.class::isInstance)
        .map(CreditNote.class::cast)
        .filter(note -> note.corrected().number().equals(invoice.number()))
        .reduce((earlier, later) -> later)
        .map(NotFound::validInvoice)
        .orElseThrow(() -> new IllegalStateException("A credited invoice has a credit note"));
  }

  private void list(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    List<Document> all = documents.all(id);
    if (all.isEmpty()) {
      answers.repair(id); // an unknown repair is not found; one without documents has none
    }
    Json.answer(context, 200, ListAnswer.of(new Page<>(all, null), ListedDocument::of));
  }

  private void document(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    String type = DocumentAnswers.negotiated(context);
    Document document = find(documents, answers, id, context);
    answers.answer(context, type, document);
  }

  /**
   * The document whose number is in the path.
   *
   * @throws NotFound if the repair has no such document, or does not exist
   */
  public static Document find(
      FindDocuments documents, DocumentAnswers answers, RepairId id, Context context) {
    String number = context.pathParam("number");
    return documents.all(id).stream()
        .filter(document -> document.number().toString().equals(number))
        .findAny()
        .orElseThrow(() -> NotFound.document(answers.repair(id).id()));
  }
}
