package io.fleetfix.domain.tax;

/**
 * Why a line has VAT, or has none. The codes are those of EN 16931 (UNTDID 5305), so that an
 * electronic invoice needs no other categories.
 */
public enum VatCategory {
  /** Taxed, at the standard rate or at a reduced one. */
  STANDARD("S"),
  /** Taxed at a rate of zero. */
  ZERO("Z"),
  /** Exempt; the document shows the reason that the workshop's profile states. */
  EXEMPT("E"),
  /** The customer, a company, owes the VAT. */
  REVERSE_CHARGE("AE"),
  /** The workshop is a small entrepreneur and charges no VAT. */
  SMALL_ENTREPRENEUR("E"),
  /** Nothing is stated about VAT: a document without a workshop's profile is not an invoice. */
  NOT_STATED("O");

  private final String code;

  VatCategory(String code) {
    this.code = code;
  }

  /** The code of UNTDID 5305. */
  public String code() {
    return code;
  }
}
