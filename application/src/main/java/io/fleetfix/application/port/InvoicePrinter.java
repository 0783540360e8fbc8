package io.fleetfix.application.port;

/**
 * Renders an invoice or a credit note for the customer, in the customer's language. Every format
 * has the same content: sender, customer, work lines and amounts. Guaranteed: every text in the
 * letter is rendered as plain text, never as markup. Not guaranteed: that rendering the same letter
 * twice gives the same bytes.
 */
public interface InvoicePrinter {
  /** The subject of a mail; contains no text that a user entered. */
  String subject(Letter letter);

  /** The document: a PDF file with the complete invoice and embedded fonts. */
  byte[] pdf(Letter letter);

  /** The plain-text body of a mail that has the document attached; long texts are shortened. */
  String text(Letter letter);

  /** The same body as a complete HTML page that loads no external resources. */
  String html(Letter letter);
}
