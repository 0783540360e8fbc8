package io.fleetfix.adapter.print.pdf;

import java.awt.Color;
import java.util.function.Predicate;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfContentByte;

/** Sizes and colours of text, the same in the whole document. Sizes are in points. */
record Style(InvoiceFonts fonts) {
  static final float BODY = 9.5f;
  static final float LEADING = 13;
  static final float SMALL = 7.5f;
  static final float SMALL_LEADING = 10;

  private static final Color INK = new Color(0x1c2126);
  private static final Color GREY = new Color(0x5a6068);
  private static final Color ACCENT = new Color(0x1d4e74);
  private static final Color RULE = new Color(0xc9ced4);
  private static final Color SHADE = new Color(0xeff2f5);
  private static final Color STAMP = new Color(0xe3e6ea);

  Phrase body(String text) {
    return body(text, BODY);
  }

  Phrase body(String text, float size) {
    return fonts.regular(text, size, INK);
  }

  Phrase strong(String text, float size) {
    return fonts.bold(text, size, INK);
  }

  Phrase accent(String text, float size) {
    return fonts.bold(text, size, ACCENT);
  }

  Phrase grey(String text, float size) {
    return fonts.regular(text, size, GREY);
  }

  /** A text, then another one in grey on a line of its own. */
  Phrase twoLines(String text, String detail, float size) {
    Phrase both = body(text + "\n", size);
    both.addAll(grey(detail, size * SMALL / BODY));
    return both;
  }

  static void rule(PdfContentByte canvas, float left, float right, float height) {
    canvas.setColorStroke(RULE);
    canvas.setLineWidth(0.6f);
    canvas.moveTo(left, height);
    canvas.lineTo(right, height);
    canvas.stroke();
  }

  static void shade(PdfContentByte canvas, float left, float right, float top, float height) {
    canvas.setColorFill(SHADE);
    canvas.rectangle(left, top - height, right - left, height);
    canvas.fill();
  }

  /** Writes a text from corner to corner, pale enough to read what is written over it. */
  void stamp(PdfContentByte canvas, String text, Paper paper) {
    float width = paper.size().getWidth();
    float height = paper.size().getHeight();
    double diagonal = Math.hypot(width, height);
    float size = (float) (diagonal * 0.72 / fonts.bold().getWidthPoint(text, 1));
    canvas.beginText();
    canvas.setFontAndSize(fonts.bold(), Math.min(size, 110));
    canvas.setColorFill(STAMP);
    canvas.showTextAligned(
        PdfContentByte.ALIGN_CENTER,
        text,
        width / 2,
        height / 2,
        (float) Math.toDegrees(Math.atan2(height, width)));
    canvas.endText();
  }

  /** The text, or as much of its beginning as fits. */
  static String fitting(String text, Predicate<String> fits) {
    if (fits.test(text)) {
      return text;
    }
    int[] characters = text.codePoints().toArray();
    int most = 0;
    for (int less = characters.length; most < less; ) {
      int middle = (most + less + 1) / 2;
      if (fits.test(new String(characters, 0, middle) + "…")) {
        most = middle;
      } else {
        less = middle - 1;
      }
    }
    return new String(characters, 0, most).strip() + "…";
  }
}
