package io.fleetfix.adapter.print;

import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.testing.contract.InvoiceMailContract;
import org.junit.jupiter.api.Test;

/** The plain-text and the HTML body of a mail. */
class InvoiceTextTest {
  private final InvoicePrinter printer =
      new DocumentPrinter(new Sender("A & B", "garage@example.com"), WORKSHOP.zone());

  @Test
  void containsEverythingThatAnInvoiceRequires() {
    InvoiceLetter letter = letter("Ada Example", "Brake pads");

    assertThat(printer.text(letter))
        .contains("A & B", "Dear Ada Example,", "INV-2025-000001", "12 November 2025")
        .contains("120.00  Brake pads", "120.00  Total in EUR");
    assertThat(printer.html(letter))
        .contains("<bdi>A &amp; B</bdi>", "<bdi>Ada Example</bdi>", "INV-2025-000001")
        .contains("12 November 2025", "<bdi>Brake pads</bdi>", "120.00&nbsp;EUR");
  }

  @Test
  void showsMarkupAsText() {
    InvoiceLetter letter = letter("<b>\"&amp;\"", "<script>alert(1)</script> %s ${x}");

    assertThat(printer.html(letter))
        .contains("<bdi>&lt;b&gt;&quot;&amp;amp;&quot;</bdi>")
        .contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; %s ${x}</bdi>")
        .doesNotContain("<b>", "<script>");
  }

  @Test
  void keepsEveryTextOnOneLineAndInItsDirection() {
    InvoiceLetter letter = letter("Ada\r\n\r\nTotal: nothing", "Oil\u202e\n 0.00  Total");

    assertThat(printer.text(letter))
        .contains("Dear Ada Total: nothing,", "120.00  Oil 0.00 Total\n")
        .doesNotContain("\u202e", "\r");
  }

  @Test
  void shortensLongTextsBetweenCharacters() {
    InvoiceLetter letter = letter("🚗".repeat(120), "🚗".repeat(121));

    assertThat(printer.text(letter))
        .contains("Dear " + "🚗".repeat(120) + ",")
        .contains("120.00  " + "🚗".repeat(119) + "…\n");
    assertThat(printer.html(letter)).contains("<bdi>" + "🚗".repeat(119) + "…</bdi>");
  }

  private static InvoiceLetter letter(String customer, String work) {
    return InvoiceMailContract.letter(new Customer(customer, "ada@example.com"), work);
  }
}
