package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Each field that a law wants on an invoice is on the printed page, beside its name. The tables in
 * docs/invoices.md name these methods field by field.
 */
class LegalFieldsTest {
  @Test
  void dateOfIssue() throws Exception {
    shows(Samples.german(), "Ausstellungsdatum 2. Januar 2026");
    shows(Samples.british(), "Date of issue 2 January 2026");
    shows(Samples.californian(), "Date of issue January 2, 2026");
  }

  @Test
  void sequentialNumber() throws Exception {
    shows(Samples.german(), "Rechnung INV-2026-000042");
    shows(Samples.british(), "Invoice INV-2026-000042");
    shows(Samples.creditNote(), "Rechnungskorrektur CN-2026-000001");
  }

  @Test
  void vatIdOfTheSeller() throws Exception {
    shows(Samples.german(), "USt-IdNr. DE123456789");
    shows(Samples.british(), "VAT id GB123456789");
  }

  /** Germany allows the tax number instead. */
  @Test
  void taxNumberOfTheSeller() throws Exception {
    shows(Samples.german(), "Steuernummer 30/123/45678");
    shows(Samples.small(), "N° fiscal 12 345 678 901");
  }

  @Test
  void vatIdOfACustomerWhoOwesTheVat() throws Exception {
    shows(Samples.reverseCharge(), "Ihre USt-IdNr. ATU12345678");
  }

  @Test
  void nameAndAddressOfTheSeller() throws Exception {
    shows(
        Samples.german(), "Kfz-Werkstatt Müller GmbH Invalidenstraße 42 10115 Berlin Deutschland");
    shows(
        Samples.british(),
        "Harbour Motors Ltd Unit 3 18 Quay Street Bristol BS1 4QA United Kingdom");
    shows(
        Samples.californian(),
        "Golden Gate Auto Repair, Inc. 500 Market Street San Francisco, CA 94105 United States");
  }

  @Test
  void nameAndAddressOfTheCustomer() throws Exception {
    shows(Samples.german(), "Ada Beispiel Karl-Marx-Straße 7 Hinterhaus 12043 Berlin");
    shows(Samples.british(), "Ada Example Flat 2 9 Park Row Bristol BS8 1TH");
    shows(
        Samples.reverseCharge(),
        "Alpenflotte Logistik GmbH Museumstraße 1 6020 Innsbruck ÖSTERREICH");
  }

  @Test
  void natureOfEachLine() throws Exception {
    shows(Samples.german(), "Bremsen vorn erneuern Arbeit");
    shows(Samples.german(), "Bremsscheiben vorn, belüftet Teilenr. 1K0 615 301 T");
    shows(Samples.british(), "Replace clutch Labour");
  }

  @Test
  void quantityOfEachLine() throws Exception {
    shows(Samples.german(), "Bremsen vorn erneuern Arbeit 2,5 Std.");
    shows(Samples.british(), "Replace clutch Labour 6.25 h");
    shows(Samples.reverseCharge(), "5,5 l");
  }

  @Test
  void dateOfSupply() throws Exception {
    shows(Samples.german(), "Leistungsdatum 30. Dezember 2025");
    shows(Samples.british(), "Date of supply 30 December 2025");
    shows(Samples.creditNote(), "Leistungsdatum 30. Dezember 2025");
  }

  @Test
  void unitPriceWithoutVat() throws Exception {
    shows(Samples.german(), "Einzelpreis EUR");
    shows(Samples.german(), "2 Stk. 612,40 19 % 1.224,80");
    shows(Samples.british(), "Unit price GBP");
    shows(Samples.british(), "6.25 h 78.50 20% 490.63");
  }

  @Test
  void discounts() throws Exception {
    shows(Samples.german(), "Stammkundenrabatt Rabatt 1 -50,00 19 % -50,00");
    shows(Samples.german(), "Summe Rabatte -50,00 EUR");
  }

  @Test
  void termsOfPayment() throws Exception {
    shows(Samples.german(), "Zahlbar innerhalb von 14 Tagen ohne Abzug");
    shows(Samples.british(), "Payable within 30 days");
  }

  @Test
  void taxableAmountRateAndVatOfEachRate() throws Exception {
    shows(Samples.german(), "USt. 19 % auf 1.412,30 EUR 268,34 EUR");
    shows(Samples.german(), "USt. 7 % auf 28,04 EUR 1,96 EUR");
    shows(Samples.british(), "VAT 20% on 1,730.63 GBP 346.13 GBP");
    shows(Samples.british(), "VAT 0% on 89.00 GBP 0.00 GBP");
  }

  @Test
  void rateOfEachLine() throws Exception {
    shows(Samples.german(), "USt. Netto in EUR");
    shows(Samples.german(), "28,04 7 % 28,04");
    shows(Samples.british(), "89.00 0% 89.00");
  }

  @Test
  void totalWithoutVat() throws Exception {
    shows(Samples.german(), "Nettobetrag 1.440,34 EUR");
    shows(Samples.british(), "Net amount 1,819.63 GBP");
  }

  @Test
  void vatInTotal() throws Exception {
    shows(Samples.german(), "USt. gesamt 270,30 EUR");
    shows(Samples.british(), "VAT in total 346.13 GBP");
  }

  @Test
  void totalWithVat() throws Exception {
    shows(Samples.german(), "Gesamtbetrag 1.710,64 EUR");
    shows(Samples.british(), "Total 2,165.76 GBP");
  }

  @Test
  void reasonOfAnExemption() throws Exception {
    Letter exempt =
        Samples.invoice(
            Samples.repair(
                Samples.germanRepair().customer(),
                "EUR",
                List.of(
                    Samples.with(
                        Samples.germanRepair().work().getFirst().charge(),
                        Vat.none(VatCategory.EXEMPT)))),
            Optional.of(Samples.GERMAN));

    shows(exempt, "§ 4 Nr. 8 UStG");
    hides(Samples.german(), "§ 4 Nr. 8 UStG");
  }

  @Test
  void smallEntrepreneur() throws Exception {
    shows(Samples.small(), "TVA non applicable, art. 293 B du CGI");
    hides(Samples.small(), "TVA 0");
  }

  /** In English, too: it is the wording that every tax office of the Union knows. */
  @Test
  void reverseCharge() throws Exception {
    shows(
        Samples.reverseCharge(), "Steuerschuldnerschaft des Leistungsempfängers (Reverse charge)");
    hides(Samples.german(), "Reverse charge");
  }

  @Test
  void invoiceThatACreditNoteCorrects() throws Exception {
    shows(
        Samples.creditNote(),
        "Diese Rechnungskorrektur berichtigt die Rechnung INV-2026-000042 vom 2. Januar 2026");
    shows(Samples.creditNote(), "Grund: Nur eine Bremsscheibe eingebaut");
  }

  @Test
  void registrationOfTheSeller() throws Exception {
    shows(Samples.californian(), "Registration no. ARD 123456");
  }

  @Test
  void conditionOfEachPart() throws Exception {
    shows(Samples.californian(), "Alternator Part no. ALT-7781 · rebuilt");
    shows(Samples.british(), "Clutch kit Part no. CK-9921 · reconditioned");
  }

  @Test
  void subtotalsOfLabourAndParts() throws Exception {
    shows(Samples.californian(), "Labour in total 270.00 USD");
    shows(Samples.californian(), "Parts in total 349.99 USD");
  }

  @Test
  void salesTax() throws Exception {
    shows(Samples.californian(), "Sales tax 8.625% on 349.99 USD 30.19 USD");
    shows(Samples.californian(), "Sales tax in total 30.19 USD");
    hides(Samples.californian(), "VAT");
  }

  /** What has no profile shows no VAT, and says what it is. */
  @Test
  void notAnInvoiceWithoutAProfile() throws Exception {
    shows(Samples.notAnInvoice(), "Not an invoice");
    hides(Samples.notAnInvoice(), "VAT");
    hides(Samples.german(), "Keine Rechnung");
  }

  private static void shows(Letter letter, String field) throws Exception {
    assertThat(printed(letter)).contains(field);
  }

  private static void hides(Letter letter, String field) throws Exception {
    assertThat(printed(letter)).doesNotContain(field);
  }

  private static String printed(Letter letter) throws Exception {
    return PrintedText.of(new DocumentPrinter(Samples.SENDER, Samples.ZONE).pdf(letter));
  }
}
