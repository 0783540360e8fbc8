package io.fleetfix.adapter.print.pdf;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.DocumentText.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfStructureElement;

/** The head of the first page: the workshop, the address in the window, and what identifies it. */
final class LetterHead {
  private static final float LOGO_WIDTH = Paper.points(60);
  private static final float LOGO_HEIGHT = Paper.points(22);
  private static final float WINDOW_WIDTH = Paper.points(80);
  private static final float WINDOW_HEIGHT = Paper.points(27.3f);
  private static final float WINDOW_LEADING = 12;
  private static final float FACTS_WIDTH = Paper.points(75);
  private static final float FACT_NAME = 102;

  private final DocumentText text;
  private final Style style;
  private final Paper paper;
  private final Optional<Logo> logo;

  LetterHead(DocumentText text, Style style, Paper paper, Optional<Logo> logo) {
    this.text = text;
    this.style = style;
    this.paper = paper;
    this.logo = logo;
  }

  /** Adds the head, which takes no height: the content of the first page starts below it. */
  void addTo(Pages pages, Tags tags) {
    logo.ifPresent(
        known -> {
          PdfStructureElement figure = tags.figure(text.seller());
          pages.add(0, (canvas, top) -> draw(known, canvas, figure));
        });
    PdfStructureElement name = tags.element("P");
    PdfStructureElement address = tags.element("P");
    pages.add(0, (canvas, top) -> drawName(canvas, name));
    pages.add(0, (canvas, top) -> drawWindow(canvas, address));
    addFacts(pages, tags.element("Table"));
  }

  private void draw(Logo known, PdfContentByte canvas, PdfStructureElement figure) {
    Image image = known.image(LOGO_WIDTH, LOGO_HEIGHT);
    image.setAbsolutePosition(
        paper.left(), paper.below(37) + (LOGO_HEIGHT - image.getScaledHeight()) / 2);
    Tags.marked(canvas, figure, () -> canvas.addImage(image));
  }

  private void drawName(PdfContentByte canvas, PdfStructureElement tag) {
    float width = paper.width() - (logo.isPresent() ? LOGO_WIDTH + 12 : 0);
    float size = logo.isPresent() ? 11 : 16;
    String name =
        Style.fitting(text.seller(), part -> nameBox(part, size, width).height() <= 3 * size);
    TextBox box = nameBox(name, size, width);
    float middle = paper.below(26);
    box.draw(canvas, tag, paper.right() - width, middle + box.height() / 2);
    Tags.artifact(canvas, () -> Style.rule(canvas, paper.left(), paper.right(), paper.below(40)));
  }

  private TextBox nameBox(String name, float size, float width) {
    return new TextBox(style.accent(name, size), width, size * 1.3f, logo.isPresent());
  }

  private void drawWindow(PdfContentByte canvas, PdfStructureElement tag) {
    String back =
        Style.fitting(
            text.sellerText().returnLine(),
            part -> ColumnText.getWidth(style.grey(part, 6.5f)) <= WINDOW_WIDTH);
    float top = paper.below(62.7f);
    Tags.artifact(
        canvas,
        () ->
            TextBox.left(style.grey(back, 6.5f), WINDOW_WIDTH + 10, 9)
                .draw(canvas, paper.left(), top + 11));
    TextBox address = window().orElseGet(this::shortenedWindow);
    address.draw(canvas, tag, paper.left(), top);
  }

  /** Whether the window shows the customer's name and address in full. */
  boolean showsAll() {
    return window().isPresent();
  }

  private Optional<TextBox> window() {
    return Optional.of(window(lines())).filter(box -> box.height() <= WINDOW_HEIGHT + 1);
  }

  private TextBox shortenedWindow() {
    return window(
        lines().stream()
            .map(
                line ->
                    Style.fitting(
                        line, part -> ColumnText.getWidth(style.body(part, 10)) <= WINDOW_WIDTH))
            .limit((long) (WINDOW_HEIGHT / WINDOW_LEADING))
            .toList());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(text.customer()));
    lines.addAll(text.address());
    return lines;
  }

  private TextBox window(List<String> lines) {
    return TextBox.left(style.body(String.join("\n", lines), 10), WINDOW_WIDTH, WINDOW_LEADING);
  }

  private void addFacts(Pages pages, PdfStructureElement table) {
    float left = paper.right() - FACTS_WIDTH;
    float top = paper.below(50);
    for (Fact fact : text.facts()) {
      PdfStructureElement row = Tags.element(table, "TR");
      PdfStructureElement head = Tags.head(row, "Row");
      PdfStructureElement cell = Tags.element(row, "TD");
      TextBox name = TextBox.left(style.grey(fact.name(), 9), FACT_NAME - 6, Style.LEADING);
      TextBox value =
          TextBox.left(style.body(fact.value(), 9), FACTS_WIDTH - FACT_NAME, Style.LEADING);
      float height = top;
      pages.add(
          0,
          (canvas, ignored) -> {
            name.draw(canvas, head, left, height);
            value.draw(canvas, cell, left + FACT_NAME, height);
          });
      top -= Math.max(name.height(), value.height()) + 2;
    }
  }
}
