package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.tax.Vat;

/** A line of a document. */
public record InvoiceLine(Item item, Vat vat) {
  /** The numbers and the names of the fields. */
  private static final int BYTES_BESIDE_TEXT = 200;

  /** Without VAT. */
  public Money net() {
    return item.price();
  }

  public String description() {
    return item.description();
  }

  int sizeInBytes() {
    return BYTES_BESIDE_TEXT + item.textBytes();
  }
}
