package io.fleetfix.adapter.print.content;

/**
 * A row below the lines of a document.
 *
 * @param amount without its currency
 */
public record TotalText(Weight weight, String label, String amount) {
  /** How much a row stands out. */
  public enum Weight {
    /** A sum of some of the lines. */
    SUBTOTAL,
    /** A part of the total. */
    PART,
    /** What the customer pays, or gets back. */
    TOTAL
  }

  public boolean isTotal() {
    return weight == Weight.TOTAL;
  }

  public boolean isSubtotal() {
    return weight == Weight.SUBTOTAL;
  }
}
