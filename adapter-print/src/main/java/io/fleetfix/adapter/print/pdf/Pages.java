package io.fleetfix.adapter.print.pdf;

import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.pdf.PdfContentByte;

/**
 * Distributes the parts of a document over pages, before anything is drawn: so the number of pages
 * is known when the first one is. Sizes are in points.
 */
final class Pages {
  private final float nextTop;
  private final float bottom;
  private final List<List<Placed>> pages = new ArrayList<>();
  private float cursor;

  /**
   * Begins the first page.
   *
   * @param firstTop where its content starts
   * @param nextTop where the content of every later page starts
   * @param bottom where the content of every page ends
   */
  Pages(float firstTop, float nextTop, float bottom) {
    this.nextTop = nextTop;
    this.bottom = bottom;
    pages.add(new ArrayList<>());
    cursor = firstTop;
  }

  /** Draws a part. */
  interface Drawing {
    void at(PdfContentByte canvas, float top);
  }

  private record Placed(float top, Drawing drawing) {}

  boolean fits(float height) {
    return cursor - height >= bottom;
  }

  /** The height of the content of a later page. */
  float whole() {
    return nextTop - bottom;
  }

  void next() {
    pages.add(new ArrayList<>());
    cursor = nextTop;
  }

  /** Places a part below the one before, on the next page if it doesn't fit. */
  void add(float height, Drawing drawing) {
    if (!fits(height)) {
      next();
    }
    pages.getLast().add(new Placed(cursor, drawing));
    cursor -= height;
  }

  void space(float height) {
    cursor -= height;
  }

  int count() {
    return pages.size();
  }

  void draw(int page, PdfContentByte canvas) {
    pages.get(page).forEach(placed -> placed.drawing.at(canvas, placed.top));
  }
}
