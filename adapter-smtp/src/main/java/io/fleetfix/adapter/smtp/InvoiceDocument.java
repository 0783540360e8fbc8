package io.fleetfix.adapter.smtp;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Text;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What stands on an invoice, in every form of it: each a text of one line. */
public record InvoiceDocument(
    String workshop,
    String number,
    String date,
    String customer,
    String email,
    String vehicle,
    String registration,
    String currency,
    List<Line> lines,
    String total) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** One piece of work. */
  record Line(String description, String amount) {
    static Line of(Invoice.Line line) {
      return new Line(Text.oneLine(line.description()), line.price().amount());
    }
  }

  /**
   * Puts it together.
   *
   * @param zone decides on which day it was issued
   */
  public static InvoiceDocument of(InvoiceLetter letter, Sender sender, ZoneId zone) {
    Invoice invoice = letter.invoice();
    Money total = invoice.total();
    return new InvoiceDocument(
        sender.name(),
        invoice.number().toString(),
        DATE.format(invoice.issuedAt().atZone(zone)),
        Text.oneLine(letter.customer().name()),
        letter.customer().email(),
        Text.oneLine(letter.vehicle().make() + " " + letter.vehicle().model()),
        Text.oneLine(letter.vehicle().registration()),
        total.currency().getCurrencyCode(),
        invoice.lines().stream().map(Line::of).toList(),
        total.amount());
  }

  /** So that a mail stays small; the document itself has all of it. */
  static String shortened(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
  }
}
