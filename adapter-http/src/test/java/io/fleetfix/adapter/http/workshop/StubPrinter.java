package io.fleetfix.adapter.http.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;

/** Prints the same document for every invoice, and no mails: HTTP serves documents only. */
record StubPrinter(String document) implements InvoicePrinter {
  @Override
  public byte[] pdf(InvoiceLetter letter) {
    return document.getBytes(UTF_8);
  }

  @Override
  public String text(InvoiceLetter letter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String html(InvoiceLetter letter) {
    throw new UnsupportedOperationException();
  }
}
