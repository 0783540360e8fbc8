package io.fleetfix.adapter.print;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Sender;
import java.time.ZoneId;

/**
 * Prints on the sender's letterhead. Fonts are loaded with the first document, so that it costs
 * nothing to have one.
 *
 * @param zone decides on which day an invoice was issued
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
