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
 * Open Sans for Latin, Greek, Cyrillic and Hebrew, DejaVu Sans for Arabic and signs. What neither
 * has, such as most emoji, is a box in the document.
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

  /** A font, and another one for what it lacks. */
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

  /** One box for each stretch of characters that can't be shown, with what joins them. */
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

  /** It only asks for another look of the sign before it. */
  private static boolean isVariation(int character) {
    return character >= 0xfe00 && character <= 0xfe0f;
  }

  /** Kept by the library once it is read. */
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
      throw new IllegalStateException(resource + " is no font", unreadable);
    }
  }
}
