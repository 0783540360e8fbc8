package io.fleetfix.adapter.print.content;

import io.fleetfix.adapter.print.content.TotalText.Weight;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.invoice.Totals;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.seller.Jurisdiction;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.tax.VatCategory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the totals of a document: by kind of line, per rate of VAT, and what is to be paid. */
final class TotalRows {
  private final Document document;
  private final Wording words;
  private final List<TotalText> rows = new ArrayList<>();

  private TotalRows(Document document, Wording words) {
    this.document = document;
    this.words = words;
  }

  static List<TotalText> of(Document document, Wording words) {
    return new TotalRows(document, words).rows();
  }

  private List<TotalText> rows() {
    addSubtotals();
    if (chargesVat()) {
      add(Weight.PART, words.text("total.net"), document.totals().net());
      document.totals().rates().forEach(this::addRate);
      if (document.totals().rates().size() > 1) {
        add(Weight.PART, words.text("total.vat", tax()), document.totals().vat());
      }
    }
    add(
        Weight.TOTAL,
        words.text(document instanceof CreditNote ? "total.credited" : "total.gross"),
        document.totals().gross());
    return rows;
  }

  /** California wants those of labour and of parts, whatever lines there are. */
  private void addSubtotals() {
    Map<LineKind, Money> sums = new EnumMap<>(LineKind.class);
    if (document.seller().filter(TotalRows::isInCalifornia).isPresent()) {
      Money none = Money.zero(document.totals().currency());
      sums.put(LineKind.LABOUR, none);
      sums.put(LineKind.PART, none);
    }
    for (InvoiceLine line : document.lines()) {
      sums.merge(line.item().kind(), line.net(), Money::plus);
    }
    if (sums.size() > 1) {
      sums.forEach((kind, sum) -> add(Weight.SUBTOTAL, words.text("subtotal." + kind), sum));
    }
  }

  /** Whether the totals state VAT, beside a note. */
  private boolean chargesVat() {
    return document.seller().isPresent()
        && document.totals().rates().stream()
            .anyMatch(rate -> rate.vat().category() != VatCategory.SMALL_ENTREPRENEUR);
  }

  private void addRate(Totals.Rate rate) {
    String taxable = words.money(rate.taxable());
    String label =
        switch (rate.vat().category()) {
          case STANDARD, ZERO ->
              words.text("total.rate", tax(), LineText.rate(rate.vat(), words), taxable);
          case REVERSE_CHARGE -> words.text("total.reverseCharge", tax(), taxable);
          case EXEMPT, SMALL_ENTREPRENEUR, NOT_STATED -> words.text("total.exempt", tax(), taxable);
        };
    add(Weight.PART, label, rate.amount());
  }

  private void add(Weight weight, String label, Money amount) {
    rows.add(new TotalText(weight, label, words.amount(amount)));
  }

  private String tax() {
    return document.seller().map(seller -> tax(seller, words)).orElse("");
  }

  /** What the seller's law calls the tax. */
  static String tax(Seller seller, Wording words) {
    return words.text(isInCalifornia(seller) ? "salesTax" : "vat");
  }

  private static boolean isInCalifornia(Seller seller) {
    return Jurisdiction.of(seller.address())
        .filter(law -> law == Jurisdiction.CALIFORNIA)
        .isPresent();
  }
}
