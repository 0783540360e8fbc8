package io.fleetfix.domain.seller;

import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workshop as the seller on a document. Each document keeps a copy, so that it never changes.
 *
 * @param name in full, with the legal form
 * @param taxNumber of the local tax office
 * @param registration for example the number in a register of companies, or of automotive repair
 *     dealers in California
 * @param contact how customers reach the workshop, for example a telephone number
 * @param terms when and how to pay
 * @param exemption the reason that the law wants on documents with lines of the category EXEMPT;
 *     without it, there are none
 */
public record Seller(
    String name,
    PostalAddress address,
    Optional<VatId> vatId,
    Optional<String> taxNumber,
    Optional<String> registration,
    Optional<String> contact,
    Optional<BankAccount> bank,
    Optional<String> terms,
    Optional<String> exemption) {
  /** So that each document can keep a copy. */
  private static final int MAX_BYTES = 4_000;

  public Seller {
    TextRules.checked("name", name);
    taxNumber.ifPresent(text -> TextRules.checked("taxNumber", text));
    registration.ifPresent(text -> TextRules.checked("registration", text));
    contact.ifPresent(text -> TextRules.checked("contact", text));
    terms.ifPresent(text -> TextRules.checked("terms", text));
    exemption.ifPresent(text -> TextRules.checked("exemption", text));
    int bytes =
        Stream.of(taxNumber, registration, contact, terms, exemption, bank.map(BankAccount::holder))
            .flatMap(Optional::stream)
            .mapToInt(TextRules::bytes)
            .sum();
    bytes += TextRules.bytes(name) + address.textBytes();
    if (bytes > MAX_BYTES) {
      throw new InvalidValue("name", "and the other texts must have at most 4000 bytes together");
    }
  }

  /** Every text that is printed on a document. */
  public List<String> printedTexts() {
    List<String> texts = new ArrayList<>(List.of(name));
    texts.addAll(address.texts());
    Stream.of(taxNumber, registration, contact, terms, exemption, bank.map(BankAccount::holder))
        .flatMap(Optional::stream)
        .forEach(texts::add);
    return texts;
  }
}
