package io.fleetfix.adapter.http.repair;

import io.fleetfix.application.port.InvoiceLetter;

/** Makes a document of an invoice; given from outside, since it needs a technology of its own. */
@FunctionalInterface
public interface InvoicePrint {
  /** A PDF file. */
  byte[] pdf(InvoiceLetter letter);
}
