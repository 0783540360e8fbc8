package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever a document contains, its text shows every field that the law wants. What is expected is
 * written here again, with none of the code that prints. Spaces are left out: lines break anywhere.
 */
class RandomDocumentsTest {
  /** How many documents: set the system property for more. */
  private static final int DOCUMENTS = Integer.getInteger("fleetfix.documents", 20);

  private static final List<String> ENGLISH =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final List<String> GERMAN =
      List.of(
          "Januar",
          "Februar",
          "März",
          "April",
          "Mai",
          "Juni",
          "Juli",
          "August",
          "September",
          "Oktober",
          "November",
          "Dezember");

  private static final List<String> FRENCH =
      List.of(
          "janvier",
          "février",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre");

  private final DocumentPrinter printer = new DocumentPrinter(Samples.SENDER, Samples.ZONE);

  @Test
  void everyDocumentShowsEveryField() throws Exception {
    for (long seed = 1; seed <= DOCUMENTS; seed++) {
      Letter letter = new RandomDocuments(seed).next();

      String text = squeezed(PrintedText.of(printer.pdf(letter)));

      assertThat(text).as("seed %d", seed).contains(fields(letter));
      assertThat(text).as("seed %d", seed).doesNotContain("□", "null", "Optional");
    }
  }

  private static List<String> fields(Letter letter) {
    Document document = letter.document();
    Seller seller = document.seller().orElseThrow();
    Language language = letter.customer().language().orElseThrow();
    boolean american = seller.address().country().code().equals("US");
    List<String> fields = new ArrayList<>();
    fields.add(document.number().toString());
    fields.add(date(document.issuedAt(), language, american));
    fields.add(date(document.supplied(), language, american));
    fields.add(seller.name());
    fields.addAll(texts(seller.address()));
    seller.vatId().ifPresent(id -> fields.add(id.value()));
    seller.registration().ifPresent(fields::add);
    fields.add(letter.customer().name());
    fields.addAll(texts(letter.customer().address().orElseThrow()));
    letter.customer().vatId().ifPresent(id -> fields.add(id.value()));
    for (int i = 0; i < document.lines().size(); i++) {
      fields.addAll(line(i + 1, document.lines().get(i), language));
    }
    document
        .totals()
        .rates()
        .forEach(
            rate -> fields.add(money(rate.taxable(), language) + money(rate.amount(), language)));
    fields.add(money(document.totals().net(), language));
    fields.add(money(document.totals().gross(), language));
    fields.addAll(reasons(document, seller));
    if (document instanceof CreditNote note) {
      fields.add(note.reason());
      fields.add(note.corrected().number().toString());
      fields.add(date(note.corrected().issuedAt(), language, american));
    }
    return fields.stream().map(RandomDocumentsTest::squeezed).toList();
  }

  private static List<String> texts(PostalAddress address) {
    List<String> texts = new ArrayList<>(address.lines());
    texts.add(address.postalCode());
    texts.add(address.city());
    address.region().ifPresent(texts::add);
    return texts;
  }

  /** Number and description, and beside them quantity, unit price, rate and net amount in order. */
  private static List<String> line(int position, InvoiceLine line, Language language) {
    List<String> fields = new ArrayList<>();
    fields.add(position + line.description());
    line.item().part().number().ifPresent(fields::add);
    Money price = line.item().unitPrice();
    fields.add(amount(price, language) + rate(line.vat(), language) + amount(line.net(), language));
    fields.add(number(line.item().quantity().value(), language));
    return fields;
  }

  private static List<String> reasons(Document document, Seller seller) {
    List<String> reasons = new ArrayList<>();
    for (InvoiceLine line : document.lines()) {
      if (line.vat().category() == VatCategory.REVERSE_CHARGE) {
        reasons.add("Reverse charge");
      }
      if (line.vat().category() == VatCategory.EXEMPT) {
        seller.exemption().ifPresent(reasons::add);
      }
    }
    return reasons;
  }

  private static String rate(Vat vat, Language language) {
    if (vat.category() == VatCategory.EXEMPT) {
      return switch (language) {
        case ENGLISH -> "exempt";
        case GERMAN -> "befreit";
        case FRENCH -> "exonéré";
      };
    }
    return number(vat.rate().percent(), language) + "%";
  }

  private static String money(Money money, Language language) {
    return amount(money, language) + money.currency().getCurrencyCode();
  }

  private static String amount(Money money, Language language) {
    return number(new BigDecimal(money.amount()), language);
  }

  /** With separators every three digits, of the language; those of French are spaces. */
  private static String number(BigDecimal number, Language language) {
    String plain = number.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String comma = language == Language.ENGLISH ? "." : ",";
    String group =
        switch (language) {
          case ENGLISH -> ",";
          case GERMAN -> ".";
          case FRENCH -> "";
        };
    StringBuilder text = new StringBuilder(number.signum() < 0 ? "-" : "");
    for (int i = 0; i < whole.length(); i++) {
      boolean starts = i > 0 && (whole.length() - i) % 3 == 0;
      text.append(starts ? group : "").append(whole.charAt(i));
    }
    return point < 0 ? text.toString() : text + comma + plain.substring(point + 1);
  }

  private static String date(Instant time, Language language, boolean american) {
    LocalDate day = time.atZone(Samples.ZONE).toLocalDate();
    int month = day.getMonthValue() - 1;
    return switch (language) {
      case ENGLISH ->
          american
              ? ENGLISH.get(month) + " " + day.getDayOfMonth() + ", " + day.getYear()
              : day.getDayOfMonth() + " " + ENGLISH.get(month) + " " + day.getYear();
      case GERMAN -> day.getDayOfMonth() + ". " + GERMAN.get(month) + " " + day.getYear();
      case FRENCH -> day.getDayOfMonth() + " " + FRENCH.get(month) + " " + day.getYear();
    };
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s\\u00a0]+", "");
  }
}
