package io.fleetfix.adapter.print;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Sender;
import java.time.ZoneId;

/**
 * Renders invoices with the sender's name and address. Fonts are loaded with the first document, so
 * an unused printer costs nothing.
 *
 * @param zone determines the date of an invoice
 */
public record DocumentPrinter(Sender sender, ZoneId zone) implements InvoicePrinter {
  @Override
  public byte[] pdf(InvoiceLetter letter) {
    return InvoicePdf.of(document(letter));
  }

  @Override
  public String text(InvoiceLetter letter) {
    return InvoiceText.plain(document(letter));
  }

  @Override
  public String html(InvoiceLetter letter) {
    return InvoiceText.html(document(letter));
  }

  private InvoiceDocument document(InvoiceLetter letter) {
    return InvoiceDocument.of(letter, sender, zone);
  }
}
