package io.fleetfix.application.port;

/**
 * Makes of an invoice what a customer can read. Every form says the same: who bills whom for what,
 * and how much. Guaranteed of each is that any text in the letter is shown as text, and does
 * nothing else. Not guaranteed: that two prints of one letter have the same bytes.
 */
public interface InvoicePrinter {
  /** The document: a PDF file with the whole invoice and with its fonts in it. */
  byte[] pdf(InvoiceLetter letter);

  /** The body of a mail that has the document beside it; long texts are shortened. */
  String text(InvoiceLetter letter);

  /** The same body with markup: a whole page that loads nothing. */
  String html(InvoiceLetter letter);
}
