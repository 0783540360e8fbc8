package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.text.TextRules;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts of the greatest length are shown in full, and never leave the page. */
class LongTextsTest {
  private final DocumentPrinter printer = new DocumentPrinter(Samples.SENDER, Samples.ZONE);

  @Test
  void showsALongCustomerInFullBelowTheWindow() throws Exception {
    PostalAddress address =
        new PostalAddress(
            List.of(longest('B'), longest('C'), longest('D')),
            longest('E'),
            longest('F'),
            Optional.of(longest('G')),
            new Country("DE"));
    Letter letter =
        Samples.invoice(
            Samples.repair(
                Samples.person(longest('A'), Language.ENGLISH, address), "EUR", List.of()),
            Optional.of(Samples.GERMAN));

    String text = squeezed(letter);

    for (char letterOfText : "ABCDEFG".toCharArray()) {
      assertThat(text).contains(longest(letterOfText));
    }
    assertThat(text).contains("Page1of2");
  }

  @Test
  void showsALongSellerInFullAfterTheContent() throws Exception {
    String part = "W".repeat(400);
    Seller seller =
        new Seller(
            part + "1",
            Samples.address("DE", "12345", part + "2", part + "3"),
            Samples.BERLIN.vatId(),
            Optional.of(part + "4"),
            Optional.of(part + "5"),
            Optional.of(part + "6"),
            Optional.of(new BankAccount(part + "7", "123", Optional.empty())),
            Optional.of(part + "8"),
            Optional.empty());
    TaxRules taxes = Samples.GERMAN.taxes();
    Letter letter =
        Samples.invoice(
            Samples.germanRepair(), Optional.of(new Profile(seller, taxes, Language.GERMAN)));

    byte[] pdf = printer.pdf(letter);

    String text = PrintedText.of(pdf).replace(" ", "");
    for (int i = 1; i <= 8; i++) {
      assertThat(text).contains(part + i);
    }
    assertThat(text).contains("DE123456789", "Seite1von3");
    assertThat(PrintedText.baselines(pdf))
        .allSatisfy(at -> assertThat(at.y()).isBetween(20f, 820f));
  }

  @Test
  void showsALongLineInFullOnOnePage() throws Exception {
    Letter letter = partsOf('W', 'M');

    String text = squeezed(letter);

    assertThat(text.split(longest('W') + "Partno\\." + longest('M'), -1)).hasSize(4);
    assertThat(text).contains("999,999.999kg", "99,989,999.90");
  }

  /** The widest characters would need more than a page: they get smaller. */
  @Test
  void setsALineSmallerThatIsLargerThanAPage() throws Exception {
    char wide = '\u2a0c';

    byte[] pdf = printer.pdf(partsOf(wide, wide));

    assertThat(PrintedText.of(pdf).chars().filter(each -> each == wide)).hasSize(3 * 1000);
    assertThat(PrintedText.baselines(pdf)).allSatisfy(at -> assertThat(at.y()).isPositive());
  }

  /** Three lines with these characters, as often as a text may have them. */
  private static Letter partsOf(char description, char number) {
    Item item =
        new Item(
            LineKind.PART,
            longest(description),
            new Part(Optional.of(longest(number)), Optional.of(Part.Condition.RECONDITIONED)),
            Quantity.parse("999999.999"),
            Unit.KILOGRAM,
            Money.parse("99.99", "EUR"));
    return Samples.invoice(
        Samples.repair(
            new Customer("Ada", Optional.empty()),
            "EUR",
            Collections.nCopies(3, new Charge(item, Optional.empty()))),
        Optional.of(Samples.GERMAN));
  }

  /** Text that is drawn beyond the paper would still be read back. */
  @Test
  void drawsNothingBeyondThePaper() throws Exception {
    PostalAddress address = Samples.address("DE", "1", longest('F'), longest('W'));
    Customer customer = Samples.person(longest('W'), Language.FRENCH, address);

    for (Letter letter :
        List.of(
            Samples.long200(),
            Samples.german(),
            Samples.californian(),
            Samples.invoice(
                Samples.repair(customer, "EUR", List.of()), Optional.of(Samples.SMALL)))) {
      assertThat(PrintedText.baselines(printer.pdf(letter)))
          .isNotEmpty()
          .allSatisfy(
              at -> {
                assertThat(at.x()).isBetween(50f, 560f);
                assertThat(at.y()).isBetween(20f, 820f);
              });
    }
  }

  private static String longest(char letter) {
    return Character.toString(letter).repeat(TextRules.MAX_CHARACTERS);
  }

  private String squeezed(Letter letter) throws Exception {
    return PrintedText.of(printer.pdf(letter)).replace(" ", "");
  }
}
