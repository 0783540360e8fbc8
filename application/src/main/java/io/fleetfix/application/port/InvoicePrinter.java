package io.fleetfix.application.port;

/**
 * Renders an invoice for the customer. Every format has the same content: sender, customer, work
 * lines and amounts. Guaranteed: every text in the letter is rendered as plain text, never as
 * markup. Not guaranteed: that rendering the same letter twice gives the same bytes.
 */
public interface InvoicePrinter {
  /** The document: a PDF file with the complete invoice and embedded fonts. */
  byte[] pdf(InvoiceLetter letter);

  /** The plain-text body of a mail that has the document attached; long texts are shortened. */
  String text(InvoiceLetter letter);

  /** The same body as a complete HTML page that loads no external resources. */
  String html(InvoiceLetter letter);
}
