package io.fleetfix.application.port;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.Vehicle;

/** Everything that a mail with an invoice contains. */
public record InvoiceLetter(Invoice invoice, Customer customer, Vehicle vehicle) {
  /** The domain {@code .invalid} is reserved by RFC 2606, so other systems do not use it. */
  private static final String MESSAGE_ID_DOMAIN = "fleetfix.invalid";

  public static InvoiceLetter of(Invoice invoice, Repair repair) {
    return new InvoiceLetter(invoice, repair.customer(), repair.vehicle());
  }

  /** Derived from the id of the event that causes the mail, so a repeated mail has the same id. */
  public String messageId() {
    return "<" + Invoice.issuedEventId(invoice.repairId()) + "@" + MESSAGE_ID_DOMAIN + ">";
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
