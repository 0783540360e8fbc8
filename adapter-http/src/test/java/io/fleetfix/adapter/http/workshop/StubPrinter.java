package io.fleetfix.adapter.http.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;

/** Prints the same document for every invoice, and no mails: HTTP serves documents only. */
record StubPrinter(String document) implements InvoicePrinter {
  @Override
  public String subject(Letter letter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] pdf(Letter letter) {
    return document.getBytes(UTF_8);
  }

  @Override
  public String text(Letter letter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String html(Letter letter) {
    throw new UnsupportedOperationException();
  }
}
