package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.repair.Customer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plain-text and the HTML body of a mail. */
class MailBodyTest {
  private final InvoicePrinter printer =
      new DocumentPrinter(new Sender("A & B", "garage@example.com"), Samples.ZONE);

  @Test
  void containsWhatTheDocumentSays() {
    Letter letter = letter("Ada Example", "Brake pads");

    assertThat(printer.text(letter))
        .contains("A & B", "Dear Ada Example,", "INV-2026-000042", "2 January 2026")
        .contains("120.00  Brake pads", "120.00  Total");
    assertThat(printer.html(letter))
        .contains("<bdi>A &amp; B</bdi>", "<bdi>Ada Example</bdi>", "INV-2026-000042")
        .contains("2 January 2026", "<bdi>Brake pads</bdi>", "120.00&nbsp;EUR");
  }

  @Test
  void showsMarkupAsText() {
    Letter letter = letter("<b>\"&amp;\"", "<script>alert(1)</script> %s ${x} {0}");

    assertThat(printer.html(letter))
        .contains("<bdi>&lt;b&gt;&quot;&amp;amp;&quot;</bdi>")
        .contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; %s ${x} {0}</bdi>")
        .doesNotContain("<b>", "<script>");
  }

  @Test
  void keepsEveryTextOnOneLineAndInItsDirection() {
    Letter letter = letter("Ada\r\n\r\nTotal: nothing", "Oil\u202e\n 0.00  Total");

    assertThat(printer.text(letter))
        .contains("Dear Ada Total: nothing,", "120.00  Oil 0.00 Total\n")
        .doesNotContain("\u202e", "\r");
  }

  @Test
  void shortensLongTextsBetweenCharacters() {
    Letter letter = letter("🚗".repeat(120), "🚗".repeat(121));

    assertThat(printer.text(letter))
        .contains("Dear " + "🚗".repeat(120) + ",")
        .contains("120.00  " + "🚗".repeat(119) + "…\n");
    assertThat(printer.html(letter)).contains("<bdi>" + "🚗".repeat(119) + "…</bdi>");
  }

  private static Letter letter(String customer, String work) {
    return Samples.notAnInvoice(new Customer(customer, "ada@example.com"), work);
  }

  @Test
  void isWrittenInTheCustomersLanguageWithTheTotalsOfEachRate() {
    String text = printer.text(Samples.german());
    String html = printer.html(Samples.german());

    assertThat(text)
        .contains("Guten Tag Ada Beispiel,", "Netto in EUR  Beschreibung", "2. Januar 2026")
        .contains("        1.224,80  Bremsscheiben vorn, belüftet (2 Stk. × 612,40)\n")
        .contains("          268,34  USt. 19\u00a0% auf 1.412,30 EUR\n")
        .contains("            1,96  USt. 7\u00a0% auf 28,04 EUR\n")
        .contains("        1.710,64  Gesamtbetrag\n", "Zahlbar innerhalb von 14 Tagen");
    assertThat(html)
        .contains("<html lang=\"de-DE\">", "<title>Rechnung INV-2026-000042</title>")
        .contains("USt. 19\u00a0% auf 1.412,30 EUR</td>", ">268,34&nbsp;EUR</td>")
        .contains(">1.710,64&nbsp;EUR</td>", "Zahlbar innerhalb von 14 Tagen");
    assertThat(printer.text(Samples.small()))
        .contains("Bonjour Amélie Exemple,", "1\u00a0176,00  Total à payer", "TVA non applicable");
  }

  @Test
  void namesTheKindOfDocument() {
    assertThat(printer.subject(Samples.german())).isEqualTo("Rechnung INV-2026-000042");
    assertThat(printer.subject(Samples.creditNote()))
        .isEqualTo("Rechnungskorrektur CN-2026-000001");
    assertThat(printer.text(Samples.creditNote()))
        .contains("berichtigt die Rechnung INV-2026-000042 vom 2. Januar 2026.")
        .contains("Nur eine Bremsscheibe eingebaut", "Gutgeschriebener Betrag");
    assertThat(printer.text(Samples.notAnInvoice())).contains("This document is not an invoice.");
    assertThat(printer.html(Samples.notAnInvoice())).contains("<strong>Not an invoice</strong>");
    assertThat(printer.html(Samples.german())).doesNotContain("keine Rechnung");
  }

  /** Mail readers know tables with attributes, and little else. */
  @Test
  void isMadeOfTablesInWhichAmountsStandBesideTheirLines() {
    String html = printer.html(Samples.german());

    assertThat(html).doesNotContain("<div", "flex", "grid", "position:", "<script", "http");
    assertThat(Pattern.compile("<table").matcher(html).results().count()).isEqualTo(4);
    assertThat(Pattern.compile("<table role=\"presentation\"").matcher(html).results().count())
        .isEqualTo(3);
    assertThat(Pattern.compile("<td class=\"line\" valign=\"top\"").matcher(html).results().count())
        .isEqualTo(2 * 4);
    assertThat(html)
        .containsPattern("<th [^>]*white-space:nowrap[^>]*>Netto in EUR</th>")
        .contains("<th class=\"ink\" scope=\"col\" align=\"left\"");
  }

  @Test
  void hasColoursForDarkMode() {
    String html = printer.html(Samples.german());

    assertThat(html)
        .contains("<meta name=\"color-scheme\" content=\"light dark\">")
        .contains("@media (prefers-color-scheme: dark)");
    for (String name : List.of("page", "sheet", "ink", "grey", "accent", "line", "shade")) {
      assertThat(html).contains("." + name + " {", "class=\"" + name + "\"");
    }
  }
}
