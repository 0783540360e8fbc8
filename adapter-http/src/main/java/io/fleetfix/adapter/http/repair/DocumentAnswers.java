package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.message.Accept;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.repair.DocumentResponses.DocumentAnswer;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Answers with a document, in the media type that the client prefers. */
public record DocumentAnswers(FindRepairs repairs, InvoicePrinter printer) {
  private static final String PDF = "application/pdf";
  private static final List<String> OFFERED = List.of(Json.MEDIA_TYPE, PDF);

  /** The media type of the answer. Call it first: it refuses what no answer can satisfy. */
  static String negotiated(Context context) {
    return Accept.negotiated(context, OFFERED);
  }

  void answer(Context context, String type, Document document) {
    if (type.equals(PDF)) {
      Letter letter = Letter.of(document, repair(document.repairId()));
      context
          .header("Content-Disposition", "inline; filename=\"" + letter.fileName() + "\"")
          .contentType(PDF)
          .result(printer.pdf(letter));
    } else {
      Json.answer(context, 200, json(document));
    }
  }

  /** The document as JSON, with the customer whom it names. */
  public DocumentAnswer json(Document document) {
    Optional<Customer> named =
        document.billTo().or(() -> repairs.find(document.repairId()).map(Repair::customer));
    return DocumentAnswer.of(document, named);
  }

  /**
   * Finds a repair.
   *
   * @throws NotFound if there is none with this id
   */
  public Repair repair(RepairId id) {
    return repairs.find(id).orElseThrow(() -> NotFound.repair(id.value()));
  }
}
