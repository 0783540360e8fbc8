package io.fleetfix.adapter.print;

import static io.fleetfix.adapter.print.Samples.SENDER;
import static io.fleetfix.adapter.print.Samples.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads rendered documents back. */
class InvoicePdfTest {
  private static final DocumentPrinter PRINTER = new DocumentPrinter(SENDER, ZONE);

  @Test
  void showsTheDatesInTheWorkshopsZone() throws Exception {
    DocumentPrinter east = new DocumentPrinter(SENDER, ZoneId.of("Pacific/Kiritimati"));

    assertThat(text(Samples.notAnInvoice())).contains("30 December 2025", "2 January 2026");
    assertThat(PrintedText.of(east.pdf(Samples.notAnInvoice()))).contains("31 December 2025");
  }

  @Test
  void reordersRightToLeftText() throws Exception {
    assertThat(text(named("שלום"))).contains("םולש").doesNotContain("שלום");
  }

  @Test
  void joinsArabicLetters() throws Exception {
    assertThat(text(named("بب"))).contains("\ufe90\ufe91");
  }

  @Test
  void showsABoxForMissingCharacters() throws Exception {
    assertThat(text(named("Ada 🚗👩‍🔧 Example 😀 ❤"))).contains("Ada □ Example 😀 ❤");
  }

  @Test
  void repeatsTheTableHeadOnEveryPageAndLosesNoLine() throws Exception {
    byte[] pdf = PRINTER.pdf(Samples.long200());

    List<String> pages = PrintedText.seen(pdf);
    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(pages)
        .filteredOn(page -> page.contains("Piece"))
        .allMatch(page -> page.contains("Amount in EUR"));
    for (int i = 0; i < pages.size(); i++) {
      assertThat(pages.get(i)).contains("Page " + (i + 1) + " of " + pages.size());
    }
    assertThat(String.join("\n", pages))
        .contains(
            IntStream.rangeClosed(1, Repair.MAX_WORK_LINES)
                .mapToObj(i -> "Piece " + i + " of work")
                .toList());
  }

  @Test
  void totalsZeroWithoutWork() throws Exception {
    byte[] pdf = PRINTER.pdf(Samples.notAnInvoice(new Customer("Ada", "ada@example.com")));

    assertThat(PrintedText.seen(pdf)).hasSize(1);
    assertThat(PrintedText.seen(pdf).getFirst()).contains("0.00 EUR", "Page 1 of 1");
  }

  @Test
  void leavesOutTheAddressOfACustomerWithoutOne() throws Exception {
    String text = text(Samples.notAnInvoice(new Customer("Ada Example", Optional.empty()), "Oil"));

    assertThat(text).contains("Ada Example", "120.00 EUR").doesNotContain("Optional");
    assertThat(text).doesNotContain("ada@");
  }

  @Test
  void wrapsATextWithoutSpacesInItsColumn() throws Exception {
    Letter letter =
        Samples.notAnInvoice(new Customer("A".repeat(500), "a@b.example"), "W".repeat(500));

    String text = text(letter);

    assertThat(text).contains("120.00 EUR");
    assertThat(text.chars().filter(each -> each == 'W')).hasSize(500 + "VW Golf".length() - 6);
  }

  private static Letter named(String customer) {
    return Samples.notAnInvoice(new Customer(customer, "ada@example.com"), "Oil");
  }

  private static String text(Letter letter) throws Exception {
    return PrintedText.of(PRINTER.pdf(letter));
  }
}
