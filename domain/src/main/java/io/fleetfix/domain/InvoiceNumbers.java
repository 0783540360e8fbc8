package io.fleetfix.domain;

/**
 * The numbers of one series and year that have been given out. Committed together with the invoice
 * that takes the number, so that neither a gap nor a double can come to be.
 *
 * @param last the newest number given out, 0 for none yet
 */
public record InvoiceNumbers(InvoiceSeries series, int year, long last, Version version)
    implements Aggregate {

  public static InvoiceNumbers none(InvoiceSeries series, int year) {
    return new InvoiceNumbers(series, year, 0, Version.NONE);
  }

  /** The state in which one more number is given out: its {@link #newest()}. */
  public InvoiceNumbers take() {
    return new InvoiceNumbers(series, year, last + 1, version.next());
  }

  /**
   * The number that was given out last.
   *
   * @throws InvalidValue if none has been given out
   */
  public InvoiceNumber newest() {
    return new InvoiceNumber(series, year, last);
  }

  @Override
  public String aggregateId() {
    return aggregateId(series, year);
  }

  public static String aggregateId(InvoiceSeries series, int year) {
    return "NUMBERS#" + series + "#" + year;
  }
}
