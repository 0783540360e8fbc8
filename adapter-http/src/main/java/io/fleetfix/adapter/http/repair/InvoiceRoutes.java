package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Accept;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.repair.Responses.InvoiceAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** The customer's invoice over HTTP, as JSON or PDF. */
public final class InvoiceRoutes implements Routes {
  private static final String PDF = "application/pdf";
  private static final List<String> OFFERED = List.of(Json.MEDIA_TYPE, PDF);

  private final Invoices invoices;
  private final FindRepairs repairs;
  private final InvoicePrinter printer;

  public InvoiceRoutes(Invoices invoices, FindRepairs repairs, InvoicePrinter printer) {
    this.invoices = invoices;
    this.repairs = repairs;
    this.printer = printer;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/repairs/{id}/invoice", this::invoice, RequiredScope.REPAIRS_READ);
  }

  private void invoice(Context context) {
    RepairId id = RepairRoutes.id(context);
    String type = Accept.negotiated(context, OFFERED);
    Invoice invoice = invoices.find(id).orElseThrow(() -> NotFound.invoice(repair(id)));
    if (type.equals(PDF)) {
      InvoiceLetter letter = InvoiceLetter.of(invoice, repair(id));
      context
          .header("Content-Disposition", "inline; filename=\"" + letter.fileName() + "\"")
          .contentType(PDF)
          .result(printer.pdf(letter));
    } else {
      Json.answer(context, 200, InvoiceAnswer.of(invoice));
    }
  }

  private Repair repair(RepairId id) {
    return repairs.find(id).orElseThrow(() -> NotFound.repair(id.value()));
  }
}
