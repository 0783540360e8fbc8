package io.fleetfix.adapter.print;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.text.TextRules;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of an invoice in every format. Each field is a text of one line.
 *
 * @param email as the repair was opened with; empty if the customer had none
 */
record InvoiceDocument(
    String workshop,
    String number,
    String date,
    String customer,
    Optional<String> email,
    String vehicle,
    String registration,
    String currency,
    List<Line> lines,
    String total) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** One work line. */
  record Line(String description, String amount) {
    static Line of(Invoice.Line line) {
      return new Line(TextRules.oneLine(line.description()), line.price().amount());
    }
  }

  /**
   * Creates the content of this letter.
   *
   * @param zone determines the date of the invoice
   */
  static InvoiceDocument of(InvoiceLetter letter, Sender sender, ZoneId zone) {
    Invoice invoice = letter.invoice();
    Money total = invoice.total();
    return new InvoiceDocument(
        sender.name(),
        invoice.number().toString(),
        DATE.format(invoice.issuedAt().atZone(zone)),
        TextRules.oneLine(letter.customer().name()),
        letter.customer().email().map(EmailAddress::value),
        TextRules.oneLine(letter.vehicle().make() + " " + letter.vehicle().model()),
        TextRules.oneLine(letter.vehicle().registration()),
        total.currency().getCurrencyCode(),
        invoice.lines().stream().map(Line::of).toList(),
        total.amount());
  }
}
