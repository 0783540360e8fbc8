package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;

/** What software finds out about a document: title, language, structure. */
class PdfPropertiesTest {
  private final DocumentPrinter printer = new DocumentPrinter(Samples.SENDER, Samples.ZONE);

  @Test
  void hasATitleThatReadersShowAndAnAuthor() throws Exception {
    try (PdfReader reader = reader(Samples.creditNote())) {
      assertThat(reader.getInfo())
          .containsEntry("Title", "Rechnungskorrektur CN-2026-000001")
          .containsEntry("Author", "Kfz-Werkstatt Müller GmbH");
      assertThat(
              reader
                  .getCatalog()
                  .getAsDict(PdfName.VIEWERPREFERENCES)
                  .getAsBoolean(PdfName.DISPLAYDOCTITLE)
                  .booleanValue())
          .isTrue();
    }
  }

  @Test
  void namesItsLanguage() throws Exception {
    assertThat(language(Samples.german())).isEqualTo("de-DE");
    assertThat(language(Samples.small())).isEqualTo("fr-FR");
    assertThat(language(Samples.british())).isEqualTo("en-GB");
    assertThat(language(Samples.californian())).isEqualTo("en-US");
  }

  @Test
  void isTaggedAsHeadingParagraphsAndTablesWithHeads() throws Exception {
    try (PdfReader reader = reader(Samples.reverseCharge())) {
      PdfDictionary catalog = reader.getCatalog();
      assertThat(catalog.getAsDict(PdfName.MARKINFO).getAsBoolean(PdfName.MARKED).booleanValue())
          .isTrue();

      String structure = structure(catalog.getAsDict(PdfName.STRUCTTREEROOT));

      String fact = "TR(TH TD)";
      String head = "TR(TH TH TH TH TH TH)";
      String line = "TR(TD TD TD TD TD TD)";
      assertThat(structure)
          .isEqualTo(
              "Document(P P Table(%1$s %1$s %1$s %1$s) H1 P P Table(%2$s %3$s %3$s)"
                      .formatted(fact, head, line)
                  + " Table(%1$s %1$s %1$s %1$s %1$s) P P P P P P)".formatted(fact));
    }
  }

  @Test
  void isOnThePaperOfTheSellersCountry() throws Exception {
    try (PdfReader american = reader(Samples.californian());
        PdfReader german = reader(Samples.german())) {
      assertThat(american.getPageSize(1).getHeight()).isEqualTo(PageSize.LETTER.getHeight());
      assertThat(german.getPageSize(1).getHeight()).isEqualTo(PageSize.A4.getHeight());
    }
  }

  private PdfReader reader(Letter letter) throws Exception {
    return new PdfReader(printer.pdf(letter));
  }

  private String language(Letter letter) throws Exception {
    try (PdfReader reader = reader(letter)) {
      return reader.getCatalog().getAsString(PdfName.LANG).toUnicodeString();
    }
  }

  /** The types of all elements, with those in them. */
  private static String structure(PdfDictionary element) {
    List<String> kids = new ArrayList<>();
    PdfObject all = PdfReader.getPdfObject(element.get(PdfName.K));
    List<PdfObject> each =
        all instanceof PdfArray array
            ? array.getElements()
            : all == null ? List.of() : List.of(all);
    for (PdfObject kid : each) {
      if (PdfReader.getPdfObject(kid) instanceof PdfDictionary dictionary
          && dictionary.get(PdfName.S) != null) {
        kids.add(structure(dictionary));
      }
    }
    PdfName type = element.getAsName(PdfName.S);
    String inside = String.join(" ", kids);
    if (type == null) {
      return inside;
    }
    String name = type.toString().substring(1);
    return kids.isEmpty() ? name : name + "(" + inside + ")";
  }
}
