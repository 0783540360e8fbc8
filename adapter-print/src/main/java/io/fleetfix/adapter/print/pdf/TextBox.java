package io.fleetfix.adapter.print.pdf;

import java.text.Bidi;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A text that is broken into lines of a width. All lines have the same height, so that boxes side
 * by side have their lines at the same heights. Sizes are in points.
 */
record TextBox(Phrase phrase, float width, float leading, boolean alignedRight) {
  /** In characters: software can find out by itself how longer texts are read. */
  private static final int MAX_DESCRIBED = 300;

  private static final float DEEPER_THAN_ANY_PAGE = -100_000;

  /** How far the letters of a line stand below the middle of their leading, as a part of it. */
  private static final float DROP = 0.22f;

  static TextBox left(Phrase phrase, float width, float leading) {
    return new TextBox(phrase, width, leading, false);
  }

  static TextBox right(Phrase phrase, float width, float leading) {
    return new TextBox(phrase, width, leading, true);
  }

  float height() {
    ColumnText column = column(null);
    column.setSimpleColumn(0, DEEPER_THAN_ANY_PAGE, width, 0);
    go(column, true);
    return -column.getYLine();
  }

  /** Draws the text as an element of the document. */
  void draw(PdfContentByte canvas, PdfStructureElement tag, float x, float top) {
    if (isReadInAnotherOrder() && phrase.getContent().length() <= MAX_DESCRIBED) {
      tag.put(
          PdfName.ACTUALTEXT,
          new PdfString(phrase.getContent().replace("\n", ", "), PdfString.TEXT_UNICODE));
    }
    Tags.marked(canvas, tag, () -> draw(canvas, x, top));
  }

  /** Lines have no space at their end, and right-to-left text is drawn in the order of the page. */
  private boolean isReadInAnotherOrder() {
    String content = phrase.getContent();
    return height() > leading || Bidi.requiresBidi(content.toCharArray(), 0, content.length());
  }

  /** Draws the text as a part of what is already marked. */
  void draw(PdfContentByte canvas, float x, float top) {
    ColumnText column = column(canvas);
    float raised = top + leading * DROP;
    column.setSimpleColumn(x, raised - height() - leading / 2, x + width, raised);
    go(column, false);
  }

  /** The page is left-to-right. The library reorders right-to-left text in it. */
  private ColumnText column(@Nullable PdfContentByte canvas) {
    ColumnText column = new ColumnText(canvas);
    column.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
    column.setAlignment(alignedRight ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    column.setLeading(leading, 0);
    column.addText(phrase);
    return column;
  }

  private static void go(ColumnText column, boolean simulate) {
    try {
      column.go(simulate);
    } catch (DocumentException impossible) {
      throw new IllegalStateException("A text could not be set", impossible);
    }
  }
}
