package io.fleetfix.adapter.print.content;

import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.text.TextRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a document as it is printed; each text is on one line.
 *
 * @param position counted from 1, in the order of the document's lines
 * @param detail what kind of line it is, and what is known of the part
 * @param rate of VAT; empty if nothing is charged
 */
public record LineText(
    String position,
    String description,
    String detail,
    String quantity,
    String unitPrice,
    String rate,
    String net) {
  static LineText of(int position, InvoiceLine line, Wording words) {
    Item item = line.item();
    return new LineText(
        Integer.toString(position),
        TextRules.oneLine(item.description()),
        detail(item, words),
        quantity(item, words),
        words.amount(item.unitPrice()),
        rate(line.vat(), words),
        words.amount(line.net()));
  }

  private static String detail(Item item, Wording words) {
    List<String> known = new ArrayList<>();
    Part part = item.part();
    if (item.kind() != LineKind.PART || part.number().isEmpty()) {
      known.add(words.text("kind." + item.kind()));
    }
    part.number().ifPresent(number -> known.add(words.text("part.number", number)));
    part.condition().ifPresent(condition -> known.add(words.text("condition." + condition)));
    return TextRules.oneLine(String.join(" · ", known));
  }

  private static String quantity(Item item, Wording words) {
    return (words.number(item.quantity().value()) + " " + words.text("unit." + item.unit()))
        .strip();
  }

  static String rate(Vat vat, Wording words) {
    return switch (vat.category()) {
      case STANDARD, ZERO, REVERSE_CHARGE ->
          words.text("percent", words.number(vat.rate().percent()));
      case EXEMPT -> words.text("vat.exempt");
      case SMALL_ENTREPRENEUR, NOT_STATED -> "";
    };
  }
}
