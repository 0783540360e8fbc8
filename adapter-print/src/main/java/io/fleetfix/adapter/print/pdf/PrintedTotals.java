package io.fleetfix.adapter.print.pdf;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.TotalText;
import java.util.List;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfStructureElement;

/** The totals below the lines, at the right edge. They are kept on one page if they fit on one. */
final class PrintedTotals {
  private static final float WIDTH = 300;
  private static final float AMOUNT = 100;
  private static final float INSET = 3;
  private static final float SPACE = 3;

  private final DocumentText text;
  private final Style style;
  private final Paper paper;

  PrintedTotals(DocumentText text, Style style, Paper paper) {
    this.text = text;
    this.style = style;
    this.paper = paper;
  }

  /** Adds the totals. */
  void addTo(Pages pages, Tags tags) {
    List<Row> rows = text.totals().stream().map(this::row).toList();
    float height = (float) rows.stream().mapToDouble(Row::height).sum();
    if (!pages.fits(height) && height <= pages.whole()) {
      pages.next();
    }
    PdfStructureElement table = tags.element("Table");
    for (Row row : rows) {
      PdfStructureElement tag = Tags.element(table, "TR");
      PdfStructureElement head = Tags.head(tag, "Row");
      PdfStructureElement amount = Tags.element(tag, "TD");
      pages.add(row.height(), (canvas, top) -> draw(canvas, top, row, head, amount));
    }
  }

  private record Row(boolean isTotal, TextBox label, TextBox amount) {
    float height() {
      return Math.max(label.height(), amount.height()) + (isTotal ? 5 : 0.5f) * SPACE;
    }
  }

  private Row row(TotalText total) {
    float width = WIDTH - AMOUNT - 2 * INSET;
    String amount = total.amount() + " " + text.currency();
    return switch (total.weight()) {
      case SUBTOTAL ->
          new Row(
              false,
              TextBox.left(style.grey(total.label(), 8.5f), width, 12),
              TextBox.right(style.grey(amount, 8.5f), AMOUNT, 12));
      case PART ->
          new Row(
              false,
              TextBox.left(style.body(total.label()), width, Style.LEADING),
              TextBox.right(style.body(amount), AMOUNT, Style.LEADING));
      case TOTAL ->
          new Row(
              true,
              TextBox.left(style.strong(total.label(), 11), width, 15),
              TextBox.right(style.strong(amount, 11), AMOUNT, 15));
    };
  }

  private void draw(
      PdfContentByte canvas,
      float top,
      Row row,
      PdfStructureElement head,
      PdfStructureElement amount) {
    float start = paper.right() - WIDTH;
    float inner = top - (row.isTotal ? 3 * SPACE : 0);
    if (row.isTotal) {
      Tags.artifact(
          canvas,
          () -> Style.shade(canvas, start, paper.right(), top - SPACE, row.height() - SPACE));
    }
    row.label.draw(canvas, head, start + INSET, inner);
    row.amount.draw(canvas, amount, paper.right() - AMOUNT - INSET, inner);
  }
}
