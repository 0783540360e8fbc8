package io.fleetfix.adapter.print.pdf;

import io.fleetfix.adapter.print.content.DocumentText;
import java.util.List;
import org.openpdf.text.pdf.PdfContentByte;

/** What is on each page: the workshop's details and the page's number at the foot. */
final class PageFrame {
  private static final float BOTTOM = Paper.points(10);
  private static final float GAP = 10;

  /** If the details need more, they follow the document's content instead. */
  private static final float MOST = 100;

  private final DocumentText text;
  private final Style style;
  private final Paper paper;

  PageFrame(DocumentText text, Style style, Paper paper) {
    this.text = text;
    this.style = style;
    this.paper = paper;
  }

  /** Whether the foot has room for the workshop's details. */
  boolean showsDetails() {
    return height() <= MOST;
  }

  /** Where the content of a page ends. */
  float top() {
    return BOTTOM + Style.SMALL_LEADING + (showsDetails() ? height() : 0) + 2.4f * GAP;
  }

  private List<TextBox> columns() {
    List<List<String>> details = text.sellerText().details();
    float width = (paper.width() - (details.size() - 1) * GAP) / Math.max(1, details.size());
    return details.stream()
        .map(
            lines ->
                TextBox.left(
                    style.grey(String.join("\n", lines), 7), width, Style.SMALL_LEADING - 0.5f))
        .toList();
  }

  private float height() {
    return (float) columns().stream().mapToDouble(TextBox::height).max().orElse(0);
  }

  /** Draws what is behind the content of a page, and the head of a later page. */
  void drawBehind(PdfContentByte canvas, int page) {
    if (!text.isInvoice()) {
      Tags.artifact(canvas, () -> style.stamp(canvas, text.words().text("notAnInvoice"), paper));
    }
    if (page > 1) {
      Tags.artifact(
          canvas,
          () ->
              TextBox.right(style.grey(text.title(), 8), paper.width(), Style.SMALL_LEADING)
                  .draw(canvas, paper.left(), paper.below(14)));
    }
  }

  /** Draws the foot. The details are tagged on the last page only. */
  void drawFoot(PdfContentByte canvas, Tags tags, int page, int pages) {
    String number = text.words().text("page", Integer.toString(page), Integer.toString(pages));
    Tags.artifact(
        canvas,
        () -> {
          TextBox.right(style.grey(number, Style.SMALL), paper.width(), Style.SMALL_LEADING)
              .draw(canvas, paper.left(), BOTTOM + Style.SMALL_LEADING);
          if (showsDetails() && !text.sellerText().details().isEmpty()) {
            Style.rule(canvas, paper.left(), paper.right(), top() - 0.9f * GAP);
          }
        });
    if (showsDetails()) {
      drawDetails(canvas, tags, page == pages);
    }
  }

  private void drawDetails(PdfContentByte canvas, Tags tags, boolean isLast) {
    List<TextBox> columns = columns();
    float left = paper.left();
    for (TextBox column : columns) {
      float start = left;
      float height = top() - 1.3f * GAP;
      if (isLast) {
        column.draw(canvas, tags.element("P"), start, height);
      } else {
        Tags.artifact(canvas, () -> column.draw(canvas, start, height));
      }
      left += column.width() + GAP;
    }
  }
}
