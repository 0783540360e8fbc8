package io.fleetfix.domain.repair;

/** What a line of a repair is. */
public enum LineKind {
  LABOUR,
  PART,
  /** Reduces the price, as agreed with the customer. */
  DISCOUNT,
  /** Reduces the price because the workshop makes up for something. */
  GOODWILL;

  /** Whether the lines of this kind reduce the total. */
  public boolean reduces() {
    return switch (this) {
      case LABOUR, PART -> false;
      case DISCOUNT, GOODWILL -> true;
    };
  }
}
