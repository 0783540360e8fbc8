package io.fleetfix.adapter.print.pdf;

import io.fleetfix.domain.text.TextRules;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * Open Sans for Latin, Greek, Cyrillic and Hebrew, DejaVu Sans for Arabic and symbols, then the
 * further fonts in their order. A character in no font is a box in the document.
 *
 * <p>Arabic letters are joined, and right-to-left text is reordered. Not guaranteed: scripts whose
 * letters change their order or form, such as Devanagari, are set letter by letter.
 */
public final class InvoiceFonts {
  private static final String OPEN_SANS = "/fonts/ttf/OpenSans/OpenSans-";
  private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";
  private static final String BOX = "□";

  private final List<BaseFont> regular;
  private final List<BaseFont> bold;

  /**
   * Loads the bundled fonts.
   *
   * @param further fonts, which are used for bold text, too
   */
  public InvoiceFonts(List<BaseFont> further) {
    this.regular = fonts(further, OPEN_SANS + "Regular.ttf", DEJAVU + ".ttf");
    this.bold = fonts(further, OPEN_SANS + "SemiBold.ttf", DEJAVU + "-Bold.ttf", DEJAVU + ".ttf");
  }

  private static List<BaseFont> fonts(List<BaseFont> further, String... bundled) {
    return Stream.concat(Stream.of(bundled).map(InvoiceFonts::load), further.stream()).toList();
  }

  /** The library caches the font once it is read. */
  private static BaseFont load(String resource) {
    try (InputStream file = InvoiceFonts.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return BaseFont.createFont(
          resource, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, file.readAllBytes(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DocumentException unreadable) {
      throw new IllegalStateException(resource + " is not a font", unreadable);
    }
  }

  Phrase regular(String text, float size, Color color) {
    return set(regular, text, size, color);
  }

  Phrase bold(String text, float size, Color color) {
    return set(bold, text, size, color);
  }

  /** The first of the bold fonts. */
  BaseFont bold() {
    return bold.getFirst();
  }

  private static Phrase set(List<BaseFont> fonts, String text, float size, Color color) {
    FontSelector selector = new FontSelector();
    fonts.forEach(font -> selector.addFont(new Font(font, size, Font.NORMAL, color)));
    Phrase phrase = selector.process(boxed(fonts, text));
    phrase.setFont(new Font(fonts.getFirst(), size, Font.NORMAL, color));
    return phrase;
  }

  /**
   * Replaces each run of characters that no font has with one box. Characters that leave no mark
   * are left out if no font has them.
   */
  private static String boxed(List<BaseFont> fonts, String text) {
    StringBuilder shown = new StringBuilder(text.length());
    boolean inBox = false;
    for (int character : text.codePoints().toArray()) {
      boolean known = character == '\n' || (isIn(fonts, character) && !isVariation(character));
      if ((!known && TextRules.isInvisible(character)) || (inBox && isJoiner(character))) {
        continue;
      }
      if (known) {
        shown.appendCodePoint(character);
      } else if (!inBox) {
        shown.append(BOX);
      }
      inBox = !known;
    }
    return shown.toString();
  }

  /** The characters of a text that no font has and that would leave a mark, each once. */
  public String unprintable(String text) {
    return text.codePoints()
        .filter(character -> !TextRules.isInvisible(character) && !isIn(regular, character))
        .distinct()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isIn(List<BaseFont> fonts, int character) {
    return fonts.stream().anyMatch(font -> font.charExists(character));
  }

  private static boolean isJoiner(int character) {
    return character == 0x200d;
  }

  /** A variation selector, which only changes the look of the character before it. */
  private static boolean isVariation(int character) {
    return character >= 0xfe00 && character <= 0xfe0f;
  }
}
