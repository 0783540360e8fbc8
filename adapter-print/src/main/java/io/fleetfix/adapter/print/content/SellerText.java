package io.fleetfix.adapter.print.content;

import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.text.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a document.
 *
 * @param returnLine name and address in one line
 * @param details the columns at the foot of the page, by lines; empty without a seller
 * @param isAmerican whether its paper is US Letter
 */
public record SellerText(String returnLine, List<List<String>> details, boolean isAmerican) {
  static SellerText of(Optional<Seller> seller, Sender sender, Wording words) {
    return seller
        .map(known -> of(known, words))
        .orElseGet(() -> new SellerText(returnLine(sender), List.of(), false));
  }

  private static String returnLine(Sender sender) {
    return sender.name().equals(sender.address())
        ? sender.name()
        : TextRules.oneLine(sender.name()) + " · " + sender.address();
  }

  private static SellerText of(Seller seller, Wording words) {
    String name = TextRules.oneLine(seller.name());
    List<String> address = new ArrayList<>(AddressLines.of(seller.address()));
    String returnLine = name + " · " + String.join(" · ", address);
    address.addFirst(name);
    address.add(AddressLines.name(seller.address().country(), words.locale()));
    List<List<String>> details =
        List.of(
            address,
            ids(seller, words),
            seller.bank().map(bank -> account(bank, words)).orElse(List.of()));
    return new SellerText(
        returnLine,
        details.stream().filter(column -> !column.isEmpty()).toList(),
        seller.address().country().code().equals("US"));
  }

  private static List<String> ids(Seller seller, Wording words) {
    List<String> ids = new ArrayList<>();
    seller.contact().map(TextRules::oneLine).ifPresent(ids::add);
    add(ids, words.text("seller.vatId"), seller.vatId().map(VatId::value));
    add(ids, words.text("seller.taxNumber"), seller.taxNumber());
    add(ids, words.text("seller.registration"), seller.registration());
    return ids;
  }

  private static List<String> account(BankAccount bank, Wording words) {
    List<String> lines = new ArrayList<>();
    lines.add(TextRules.oneLine(bank.holder()));
    boolean iban = !bank.grouped().equals(bank.account());
    lines.add((iban ? "IBAN" : words.text("account")) + " " + TextRules.oneLine(bank.grouped()));
    bank.bic().ifPresent(bic -> lines.add("BIC " + bic));
    return lines;
  }

  private static void add(List<String> lines, String label, Optional<String> value) {
    value.ifPresent(text -> lines.add(label + " " + TextRules.oneLine(text)));
  }
}
