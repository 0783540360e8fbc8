package io.fleetfix.adapter.print;

import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.testing.contract.InvoiceMailContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Reads rendered documents back. Writes one to {@code target} for visual inspection. */
class InvoicePdfTest {
  private static final Sender SENDER = new Sender("Garage Example", "garage@example.com");

  @Test
  void containsEverythingThatAnInvoiceRequires() throws Exception {
    InvoiceLetter letter =
        issued(
            "Ada Example",
            "Brake pads, front",
            "Change of engine oil, 5W-30, with filter and disposal of the old oil, and check of all"
                + " other fluids",
            "Καθαρισμός, чистка, ניקוי, تنظيف 🚗");

    byte[] pdf = pdf(letter);
    Files.write(Path.of("target", "invoice.pdf"), pdf);

    String text = text(pdf);
    assertThat(text)
        .contains(
            "Garage Example",
            "Ada Example",
            "ada@example.com",
            "INV-2025-000042",
            "12 November 2025",
            "VW Golf",
            "B-FF 123",
            "Brake pads, front",
            "120.00",
            "360.00 EUR",
            "Page 1");
    assertThat(pages(pdf)).hasSize(1);
  }

  @Test
  void showsTheDateInTheWorkshopsZone() {
    InvoiceLetter letter = issued("Ada Example", "Oil");

    assertThat(InvoiceDocument.of(letter, SENDER, ZoneId.of("Pacific/Kiritimati")).date())
        .isEqualTo("13 November 2025");
    assertThat(InvoiceDocument.of(letter, SENDER, ZoneId.of("UTC")).date())
        .isEqualTo("12 November 2025");
  }

  @Test
  void reordersRightToLeftText() throws Exception {
    assertThat(text(pdf(issued("שלום", "Oil")))).contains("םולש").doesNotContain("שלום");
  }

  @Test
  void joinsArabicLetters() throws Exception {
    assertThat(text(pdf(issued("بب", "Oil")))).contains("\ufe90\ufe91");
  }

  @Test
  void showsABoxForMissingCharacters() throws Exception {
    assertThat(text(pdf(issued("Ada 🚗👩‍🔧 Example 😀 ❤", "Oil")))).contains("Ada □ Example 😀 ❤");
  }

  @Test
  void repeatsTheTableHeaderOnEveryPageAndLosesNoLine() throws Exception {
    List<String> work = new ArrayList<>();
    for (int i = 1; i <= Repair.MAX_WORK_LINES; i++) {
      work.add("Piece " + i + " of work");
    }

    byte[] pdf = pdf(issued("Ada Example", work.toArray(String[]::new)));

    assertThat(pages(pdf)).hasSizeGreaterThan(5).allMatch(page -> page.contains("Amount in EUR"));
    assertThat(text(pdf)).contains(work);
  }

  @Test
  void totalsZeroWithoutWork() throws Exception {
    assertThat(text(pdf(issued("Ada Example")))).contains("0.00 EUR");
  }

  @Test
  void leavesOutTheAddressOfACustomerWithoutEmail() throws Exception {
    Customer customer = new Customer("Ada Example", Optional.empty());

    String text = text(pdf(InvoiceMailContract.letter(customer, "Oil")));

    assertThat(text).contains("Bill to", "Ada Example", "120.00 EUR").doesNotContain("Optional");
    assertThat(text).doesNotContain("@");
  }

  @Test
  void wrapsATextWithoutSpacesInItsColumn() throws Exception {
    assertThat(
            text(
                pdf(
                    InvoiceMailContract.letter(
                        new Customer("A".repeat(500), "a@b.example"), "W".repeat(500)))))
        .contains("120.00 EUR");
  }

  private static InvoiceLetter issued(String customer, String... work) {
    Repair repair =
        Repair.open(
                aRepairId(),
                VEHICLE,
                new Customer(customer, "ada@example.com"),
                "Squeals",
                EUR,
                NOON)
            .state();
    for (String description : work) {
      repair = accepted(repair.addWork(aWorkLine(description, "120.00"))).state();
    }
    Repair completed = accepted(repair.complete(NOON)).state();
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 42);
    Instant at = Instant.parse("2025-11-12T14:00:00.000Z");
    return InvoiceLetter.of(Invoice.issue(completed, number, at).state(), completed);
  }

  private static byte[] pdf(InvoiceLetter letter) {
    return new DocumentPrinter(SENDER, WORKSHOP.zone()).pdf(letter);
  }

  private static String text(byte[] pdf) throws Exception {
    return String.join("\n", pages(pdf));
  }

  private static List<String> pages(byte[] pdf) throws Exception {
    List<String> pages = new ArrayList<>();
    try (PdfReader reader = new PdfReader(pdf)) {
      PdfTextExtractor extractor = new PdfTextExtractor(reader);
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        pages.add(extractor.getTextFromPage(page));
      }
    }
    return pages;
  }
}
