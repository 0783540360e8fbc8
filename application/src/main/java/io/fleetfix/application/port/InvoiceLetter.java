package io.fleetfix.application.port;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.Vehicle;

/** Everything that the document of an invoice contains. */
public record InvoiceLetter(Invoice invoice, Customer customer, Vehicle vehicle) {
  public static InvoiceLetter of(Invoice invoice, Repair repair) {
    return new InvoiceLetter(invoice, repair.customer(), repair.vehicle());
  }

  /** Contains no text that a user entered. */
  public String subject() {
    return "Invoice " + invoice.number();
  }

  /** The file name of the PDF document. */
  public String fileName() {
    return invoice.number() + ".pdf";
  }
}
