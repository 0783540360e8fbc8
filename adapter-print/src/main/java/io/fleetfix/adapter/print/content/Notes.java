package io.fleetfix.adapter.print.content;

import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.text.TextRules;
import java.util.ArrayList;
import java.util.List;

/** Writes what stands below the totals: why VAT is missing, and how to pay. */
final class Notes {
  private Notes() {}

  static List<String> of(Document document, Wording words) {
    return document.seller().map(seller -> of(document, seller, words)).orElse(List.of());
  }

  private static List<String> of(Document document, Seller seller, Wording words) {
    List<String> notes = new ArrayList<>();
    document.totals().rates().stream()
        .map(rate -> rate.vat().category())
        .distinct()
        .forEach(category -> addReason(notes, category, seller, words));
    if (document instanceof Invoice && !document.totals().gross().isZero()) {
      seller.terms().ifPresent(terms -> notes.add(label("terms", words) + " " + terms));
      seller.bank().ifPresent(bank -> notes.add(account(bank, document, words)));
    }
    return notes.stream().map(TextRules::oneLine).toList();
  }

  private static String label(String key, Wording words) {
    return words.text("label", words.text(key));
  }

  private static void addReason(
      List<String> notes, VatCategory category, Seller seller, Wording words) {
    switch (category) {
      case REVERSE_CHARGE -> notes.add(words.text("note.reverseCharge"));
      case EXEMPT ->
          seller.exemption().ifPresent(reason -> notes.add(words.text("note.exempt", reason)));
      case SMALL_ENTREPRENEUR -> notes.add(smallEntrepreneur(seller, words));
      case STANDARD, ZERO, NOT_STATED -> {}
    }
  }

  /** With the law of the seller's country; French law prescribes the words. */
  private static String smallEntrepreneur(Seller seller, Wording words) {
    return switch (seller.address().country().code()) {
      case "DE" -> words.text("note.small", "§ 19 UStG");
      case "AT" -> words.text("note.small", "§ 6 Abs. 1 Z 27 UStG");
      case "FR" -> words.text("note.small", "TVA non applicable, art. 293 B du CGI");
      default ->
          seller.address().country().isInEuropeanUnion()
              ? words.text("note.small", words.text("law.directive"))
              : words.text("note.unregistered");
    };
  }

  private static String account(BankAccount bank, Document document, Wording words) {
    boolean iban = !bank.grouped().equals(bank.account());
    return label("bank", words)
        + " "
        + bank.holder()
        + ", "
        + (iban ? "IBAN" : words.text("account"))
        + " "
        + bank.grouped()
        + bank.bic().map(bic -> ", BIC " + bic).orElse("")
        + ", "
        + words.text("reference")
        + " "
        + document.number();
  }
}
