package io.fleetfix.application.port;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.Vehicle;

/** An invoice with what a customer must know beside it: all that stands in a mail. */
public record InvoiceLetter(Invoice invoice, Customer customer, Vehicle vehicle) {
  /** Reserved by RFC 2606, so that nobody else's ids can end like ours. */
  private static final String MESSAGE_ID_DOMAIN = "fleetfix.invalid";

  public static InvoiceLetter of(Invoice invoice, Repair repair) {
    return new InvoiceLetter(invoice, repair.customer(), repair.vehicle());
  }

  /** Derived from the id of the event that the mail follows from: a repeated mail has the same. */
  public String messageId() {
    return "<" + Invoice.issuedEventId(invoice.repairId()) + "@" + MESSAGE_ID_DOMAIN + ">";
  }

  /** Holds nothing that anybody typed. */
  public String subject() {
    return "Invoice " + invoice.number();
  }

  /** What its document is called where it is kept as a file. */
  public String fileName() {
    return invoice.number() + ".pdf";
  }
}
