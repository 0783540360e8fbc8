package io.fleetfix.adapter.print;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * Open Sans for Latin, Greek, Cyrillic and Hebrew, DejaVu Sans for Arabic and symbols. A character
 * in neither font, such as most emoji, is a box in the document.
 */
final class InvoiceFonts {
  private static final String OPEN_SANS = "/fonts/ttf/OpenSans/OpenSans-";
  private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";
  private static final String BOX = "□";
  private static final int JOINER = 0x200d;

  private final Face regular = new Face(OPEN_SANS + "Regular.ttf", DEJAVU + ".ttf");
  private final Face bold = new Face(OPEN_SANS + "SemiBold.ttf", DEJAVU + "-Bold.ttf");

  Phrase regular(String text, float size, Color color) {
    return regular.set(text, size, color);
  }

  Phrase bold(String text, float size, Color color) {
    return bold.set(text, size, color);
  }

  /** A font and its fallback. */
  private record Face(BaseFont first, BaseFont second) {
    Face(String first, String second) {
      this(load(first), load(second));
    }

    Phrase set(String text, float size, Color color) {
      FontSelector fonts = new FontSelector();
      fonts.addFont(new Font(first, size, Font.NORMAL, color));
      fonts.addFont(new Font(second, size, Font.NORMAL, color));
      Phrase phrase =
          fonts.process(
              boxed(
                  text, character -> first.charExists(character) || second.charExists(character)));
      phrase.setFont(new Font(first, size, Font.NORMAL, color));
      return phrase;
    }
  }

  /** Replaces each run of characters that neither font has, including joiners, with one box. */
  private static String boxed(String text, IntPredicate known) {
    StringBuilder shown = new StringBuilder(text.length());
    boolean inBox = false;
    for (int character : text.codePoints().toArray()) {
      if (isVariation(character) || (inBox && character == JOINER)) {
        continue;
      }
      boolean box = !known.test(character);
      if (box && !inBox) {
        shown.append(BOX);
      } else if (!box) {
        shown.appendCodePoint(character);
      }
      inBox = box;
    }
    return shown.toString();
  }

  /** A variation selector, which only changes the look of the character before it. */
  private static boolean isVariation(int character) {
    return character >= 0xfe00 && character <= 0xfe0f;
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
}
