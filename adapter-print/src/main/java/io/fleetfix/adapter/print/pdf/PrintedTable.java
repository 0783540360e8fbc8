package io.fleetfix.adapter.print.pdf;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.LineText;
import io.fleetfix.adapter.print.content.Wording;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfStructureElement;

/** The lines of a document as a table, whose head is repeated on each page. */
final class PrintedTable {
  private static final float PADDING = 3;
  private static final float GAP = 8;

  /** If a single line is larger than a page, its text gets smaller. */
  private static final float SMALLER = 0.8f;

  private final DocumentText text;
  private final Style style;
  private final Paper paper;
  private final List<Column> columns;

  PrintedTable(DocumentText text, Style style, Paper paper) {
    this.text = text;
    this.style = style;
    this.paper = paper;
    this.columns = columns();
  }

  private record Column(String head, float left, float width, boolean isNumber) {}

  private List<Column> columns() {
    Wording words = text.words();
    List<Column> right = new ArrayList<>();
    float end = paper.right() - PADDING;
    end = add(right, text.amountHead(), end, 74);
    if (text.showsRates()) {
      end = add(right, text.tax(), end, 50);
    }
    end = add(right, words.text("head.unitPrice", text.currency()), end, 72);
    end = add(right, words.text("head.quantity"), end, 58);
    float start = paper.left() + PADDING;
    List<Column> all = new ArrayList<>();
    all.add(new Column(words.text("head.position"), start, 24, false));
    all.add(new Column(words.text("head.description"), start + 24, end - start - 24 - GAP, false));
    all.addAll(right.reversed());
    return all;
  }

  private static float add(List<Column> columns, String head, float end, float width) {
    columns.add(new Column(head, end - width, width - (columns.isEmpty() ? 0 : GAP), true));
    return end - width;
  }

  /** Adds the table. */
  void addTo(Pages pages, Tags tags) {
    PdfStructureElement table = tags.element("Table");
    List<TextBox> heads =
        row(columns.stream().map(column -> style.strong(column.head, 8)).toList(), 10);
    float headHeight = height(heads);
    List<List<TextBox>> lines =
        text.lines().stream().map(line -> fitting(line, pages.whole() - headHeight)).toList();
    if (!pages.fits(headHeight + lines.stream().findFirst().map(PrintedTable::height).orElse(0f))) {
      pages.next();
    }
    PdfStructureElement headRow = Tags.element(table, "TR");
    List<PdfStructureElement> headTags =
        heads.stream().map(head -> Tags.head(headRow, "Column")).toList();
    pages.add(headHeight, (canvas, top) -> drawHead(canvas, top, heads, headTags));
    for (List<TextBox> boxes : lines) {
      if (!pages.fits(height(boxes))) {
        pages.next();
        pages.add(
            headHeight,
            (canvas, top) -> Tags.artifact(canvas, () -> drawHead(canvas, top, heads, List.of())));
      }
      PdfStructureElement row = Tags.element(table, "TR");
      List<PdfStructureElement> cells = boxes.stream().map(box -> Tags.element(row, "TD")).toList();
      pages.add(height(boxes), (canvas, top) -> drawLine(canvas, top, boxes, cells));
    }
  }

  private List<TextBox> fitting(LineText line, float most) {
    float size = Style.BODY - 0.5f;
    List<TextBox> boxes = boxes(line, size);
    while (height(boxes) > most) {
      size *= SMALLER;
      boxes = boxes(line, size);
    }
    return boxes;
  }

  private List<TextBox> boxes(LineText line, float size) {
    List<Phrase> cells = new ArrayList<>();
    cells.add(style.grey(line.position(), size));
    cells.add(style.twoLines(line.description(), line.detail(), size));
    cells.add(style.body(line.quantity(), size));
    cells.add(style.body(line.unitPrice(), size));
    if (text.showsRates()) {
      cells.add(style.body(line.rate(), size));
    }
    cells.add(style.body(line.net(), size));
    return row(cells, size * 1.3f);
  }

  private List<TextBox> row(List<Phrase> cells, float leading) {
    List<TextBox> boxes = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      boxes.add(new TextBox(cells.get(i), column.width, leading, column.isNumber));
    }
    return boxes;
  }

  private static float height(List<TextBox> boxes) {
    return (float) boxes.stream().mapToDouble(TextBox::height).max().orElse(0) + 2 * PADDING;
  }

  private void drawHead(
      PdfContentByte canvas, float top, List<TextBox> heads, List<PdfStructureElement> tags) {
    if (tags.isEmpty()) {
      Style.shade(canvas, paper.left(), paper.right(), top, height(heads));
    } else {
      Tags.artifact(
          canvas, () -> Style.shade(canvas, paper.left(), paper.right(), top, height(heads)));
    }
    drawCells(canvas, top, heads, tags);
  }

  private void drawLine(
      PdfContentByte canvas, float top, List<TextBox> boxes, List<PdfStructureElement> tags) {
    drawCells(canvas, top, boxes, tags);
    Tags.artifact(
        canvas, () -> Style.rule(canvas, paper.left(), paper.right(), top - height(boxes)));
  }

  /**
   * Draws the cells of a row.
   *
   * @param tags one for each cell, or none
   */
  private void drawCells(
      PdfContentByte canvas, float top, List<TextBox> boxes, List<PdfStructureElement> tags) {
    for (int i = 0; i < boxes.size(); i++) {
      TextBox box = boxes.get(i);
      float left = columns.get(i).left;
      if (tags.isEmpty()) {
        box.draw(canvas, left, top - PADDING);
      } else {
        box.draw(canvas, tags.get(i), left, top - PADDING);
      }
    }
  }
}
