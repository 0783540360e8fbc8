package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.outbox.event.InvalidValue;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters documents show, and further fonts from a folder. */
class FontsTest {
  /** In DejaVu Sans Mono, but in none of the bundled fonts. */
  private static final String SEGMENT = "\u2313";

  private final DocumentPrinter bundled = new DocumentPrinter(Samples.SENDER, Samples.ZONE);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada Example, Škoda, Łódź, Ærø, Việt Nam",
        "Ελένη Παπαδοπούλου",
        "Ольга Іванівна",
        "שלום, محمد علی",
        "D.\u00a0O\u2019Neill \u2014 \u201ctwo\u201d \u2026 € £ ¥ ₴",
        "Zero\u200bwidth\u200djoiner\ufe0f\u2066isolated\u2069\u00ad\tand\r\nlines",
      })
  void printsTheseTexts(String text) {
    assertThat(bundled.unprintable(text)).isEmpty();
  }

  @Test
  void namesEachCharacterThatNoFontHasOnce() {
    assertThat(bundled.unprintable("王小明 & 王芳, สมชาย")).isEqualTo("王小明芳สมชาย");
    assertThat(bundled.unprintable("Ada 🚗🚗\ufe0f")).isEqualTo("🚗");
  }

  @Test
  void printsWithTheFontsOfTheFolder() throws Exception {
    copy("DejaVuSansMono.ttf", "mono.TTF");
    Files.writeString(folder.resolve("LICENSE.txt"), "free");
    Files.writeString(folder.resolve("._mono.ttf"), "what some file systems add");
    DocumentPrinter printer = printer(folder);

    assertThat(bundled.unprintable(SEGMENT)).isEqualTo(SEGMENT);
    assertThat(printer.unprintable(SEGMENT + "王")).isEqualTo("王");
    assertThat(text(bundled)).contains("Ada □ Example");
    assertThat(text(printer)).contains("Ada " + SEGMENT + " Example");
  }

  /** Each file's name decides its place, so that an operator can decide which font is used. */
  @Test
  void triesTheFontsInTheOrderOfTheirFileNames() throws Exception {
    copy("DejaVuSansMono.ttf", "b.ttf");
    copy("DejaVuSansMono-Bold.ttf", "a.ttf");

    assertThat(embedded(printer(folder))).contains("DejaVuSansMono-Bold").doesNotContain("Mono,");
    Files.move(folder.resolve("a.ttf"), folder.resolve("c.ttf"));
    assertThat(embedded(printer(folder))).doesNotContain("DejaVuSansMono-Bold");
  }

  @Test
  void refusesAFolderThatIsMissingOrHasNoFont() throws Exception {
    Files.writeString(folder.resolve("font.woff2"), "no");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> printer(folder))
        .withMessage("fonts must be a folder with at least one .ttf or .otf file");
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> printer(folder.resolve("missing")))
        .withMessage("fonts must be a folder that this process can read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no font at all", "\u0000\u0001\u0000\u0000\u0000\u0010"})
  void refusesAFileThatIsNoFont(String content) throws Exception {
    copy("DejaVuSansMono.ttf", "good.ttf");
    Files.writeString(folder.resolve("broken.otf"), content);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> printer(folder))
        .withMessageContaining("may not: broken.otf: ")
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("fonts"));
  }

  private void copy(String font, String name) throws Exception {
    try (InputStream file =
        FontsTest.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + font)) {
      Files.copy(file, folder.resolve(name));
    }
  }

  private static DocumentPrinter printer(Path fonts) {
    return new DocumentPrinter(
        Samples.SENDER, Samples.ZONE, Language.ENGLISH, Optional.empty(), Optional.of(fonts));
  }

  private static String text(DocumentPrinter printer) throws Exception {
    return PrintedText.of(pdf(printer));
  }

  private static byte[] pdf(DocumentPrinter printer) {
    Customer customer = new Customer("Ada " + SEGMENT + " Example", "ada@example.com");
    return printer.pdf(Samples.notAnInvoice(customer, "Oil"));
  }

  private static String embedded(DocumentPrinter printer) throws Exception {
    return PrintedText.fonts(pdf(printer));
  }
}
