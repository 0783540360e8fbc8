package io.fleetfix.application.port;

import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.Vehicle;

/** Everything that an invoice or a credit note contains. */
public record Letter(Document document, Customer customer, Vehicle vehicle) {
  /**
   * The letter with a document.
   *
   * @param repair of the document
   */
  public static Letter of(Document document, Repair repair) {
    return new Letter(document, document.billTo().orElse(repair.customer()), repair.vehicle());
  }

  /** The file name of the PDF document. */
  public String fileName() {
    return document.number() + ".pdf";
  }
}
