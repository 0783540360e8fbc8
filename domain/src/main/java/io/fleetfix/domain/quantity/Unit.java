package io.fleetfix.domain.quantity;

/** What a quantity counts. The codes are those of UN/ECE Recommendation 20, as in EN 16931. */
public enum Unit {
  /** A lump sum, or anything that has no unit of its own. */
  ONE("C62"),
  HOUR("HUR"),
  PIECE("H87"),
  SET("SET"),
  LITRE("LTR"),
  KILOGRAM("KGM"),
  METRE("MTR");

  private final String code;

  Unit(String code) {
    this.code = code;
  }

  /** The code of UN/ECE Recommendation 20. */
  public String code() {
    return code;
  }
}
