package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The counter of one series and year. It is committed together with the invoices that take their
 * numbers from it, so numbers have no gaps and no duplicates.
 *
 * @param last the last number taken, 0 if none is
 */
public record InvoiceNumbers(InvoiceSeries series, int year, long last, Version version)
    implements Aggregate {
  public static final String KEY_PREFIX = "NUMBERS#";

  public static InvoiceNumbers none(InvoiceSeries series, int year) {
    return new InvoiceNumbers(series, year, 0, Version.NONE);
  }

  /** Takes one number: the {@link #newest()} of the returned state. */
  public InvoiceNumbers take() {
    return take(1);
  }

  /**
   * Takes several numbers: the {@link #newest(int)} of the returned state.
   *
   * @param count at least 1
   */
  public InvoiceNumbers take(int count) {
    if (count < 1) {
      throw new InvalidValue("count", "must be at least 1");
    }
    return new InvoiceNumbers(series, year, last + count, version.next());
  }

  /**
   * The number that was taken last.
   *
   * @throws InvalidValue if none has been taken
   */
  public InvoiceNumber newest() {
    return new InvoiceNumber(series, year, last);
  }

  /**
   * The numbers that were taken last, in ascending order.
   *
   * @throws InvalidValue if fewer have been taken
   */
  public List<InvoiceNumber> newest(int count) {
    return LongStream.rangeClosed(last - count + 1, last)
        .mapToObj(number -> new InvoiceNumber(series, year, number))
        .toList();
  }

  @Override
  public String aggregateId() {
    return aggregateId(series, year);
  }

  public static String aggregateId(InvoiceSeries series, int year) {
    return KEY_PREFIX + series + "#" + year;
  }
}
