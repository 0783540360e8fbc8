package io.fleetfix.adapter.print.content;

import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.text.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The content of a document in every format, in its language. Each text is on one line.
 *
 * @param seller the workshop's name
 * @param customer the name
 * @param address of the customer, by lines; the e-mail address if no postal one is known
 * @param facts what identifies the document
 * @param statements what is to be known of the whole document, before its lines
 * @param isInvoice whether the seller is known: otherwise it is no document for a tax office
 * @param notes below the totals
 */
public record DocumentText(
    Wording words,
    String title,
    String seller,
    SellerText sellerText,
    String customer,
    List<String> address,
    List<Fact> facts,
    List<Fact> statements,
    boolean isInvoice,
    boolean isCreditNote,
    boolean showsRates,
    String tax,
    String currency,
    List<LineText> lines,
    List<TotalText> totals,
    List<String> notes) {
  /** A name and a value; the name can be empty. */
  public record Fact(String name, String value) {}

  /** The key of the sentences with which a mail begins. */
  public String introduction() {
    if (isCreditNote) {
      return "mail.creditNote";
    }
    return isInvoice ? "mail.invoice" : "mail.noInvoice";
  }

  /** The head of the column of amounts, with their currency. */
  public String amountHead() {
    return words.text(showsRates ? "head.netOfVat" : "head.net", currency);
  }

  public static DocumentText of(Letter letter, Sender sender, Wording words) {
    Document document = letter.document();
    Optional<Seller> seller = document.seller();
    List<LineText> lines = lines(document.lines(), words);
    return new DocumentText(
        words,
        title(document, words),
        TextRules.oneLine(seller.map(Seller::name).orElse(sender.name())),
        SellerText.of(seller, sender, words),
        TextRules.oneLine(letter.customer().name()),
        address(letter.customer(), seller, words),
        facts(document, letter.customer(), words),
        statements(document, letter.vehicle(), words),
        seller.isPresent(),
        document instanceof CreditNote,
        lines.stream().anyMatch(line -> !line.rate().isEmpty()),
        seller.map(known -> TotalRows.tax(known, words)).orElse(""),
        document.totals().currency().getCurrencyCode(),
        lines,
        TotalRows.of(document, words),
        Notes.of(document, words));
  }

  /** The kind and the number of a document; contains no text that a user entered. */
  public static String title(Document document, Wording words) {
    return words.text(document instanceof CreditNote ? "creditNote" : "invoice")
        + " "
        + document.number();
  }

  private static List<LineText> lines(List<InvoiceLine> lines, Wording words) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> LineText.of(i + 1, lines.get(i), words))
        .toList();
  }

  private static List<String> address(Customer customer, Optional<Seller> seller, Wording words) {
    return customer
        .address()
        .map(
            known ->
                AddressLines.of(
                    known, seller.map(each -> each.address().country()), words.locale()))
        .orElseGet(() -> customer.email().map(EmailAddress::value).stream().toList());
  }

  private static List<Fact> facts(Document document, Customer customer, Wording words) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            words.text(document instanceof CreditNote ? "creditNote" : "invoice"),
            document.number().toString()));
    facts.add(new Fact(words.text("fact.date"), words.date(document.issuedAt())));
    facts.add(new Fact(words.text("fact.supplied"), words.date(document.supplied())));
    customer.vatId().ifPresent(id -> facts.add(new Fact(words.text("fact.vatId"), id.value())));
    return facts;
  }

  private static List<Fact> statements(Document document, Vehicle vehicle, Wording words) {
    List<Fact> statements = new ArrayList<>();
    if (document.seller().isEmpty()) {
      statements.add(new Fact("", words.text("notAnInvoice.sentence")));
    }
    if (document instanceof CreditNote note) {
      CreditNote.Corrected corrected = note.corrected();
      statements.add(
          new Fact(
              "",
              words.text(
                  "corrects", corrected.number().toString(), words.date(corrected.issuedAt()))));
      statements.add(new Fact(words.text("reason"), TextRules.oneLine(note.reason())));
    }
    statements.add(
        new Fact(words.text("vehicle"), TextRules.oneLine(vehicle.make() + " " + vehicle.model())));
    statements.add(new Fact(words.text("registration"), TextRules.oneLine(vehicle.registration())));
    return statements;
  }
}
