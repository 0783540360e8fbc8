package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The numbers of one series and year that have been given out. Committed together with the invoice
 * that takes the number, so that neither a gap nor a double can come to be.
 *
 * @param last the newest number given out, 0 for none yet
 */
public record InvoiceNumbers(InvoiceSeries series, int year, long last, Version version)
    implements Aggregate {
  public static final String KEY_PREFIX = "NUMBERS#";

  public static InvoiceNumbers none(InvoiceSeries series, int year) {
    return new InvoiceNumbers(series, year, 0, Version.NONE);
  }

  /** The state in which one more number is given out: its {@link #newest()}. */
  public InvoiceNumbers take() {
    return take(1);
  }

  /**
   * The state in which several more are given out: its {@link #newest(int)}.
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
   * The number that was given out last.
   *
   * @throws InvalidValue if none has been given out
   */
  public InvoiceNumber newest() {
    return new InvoiceNumber(series, year, last);
  }

  /**
   * The numbers that were given out last, in their order.
   *
   * @throws InvalidValue if not so many have been given out
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
