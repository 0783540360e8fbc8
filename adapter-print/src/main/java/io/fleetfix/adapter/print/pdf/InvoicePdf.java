package io.fleetfix.adapter.print.pdf;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.DocumentText.Fact;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/** A document as a PDF file: on A4, or on US Letter for American workshops. */
public final class InvoicePdf {
  private static final float SPACE = 8;

  private final DocumentText text;
  private final Style style;
  private final Paper paper;
  private final LetterHead head;
  private final PageFrame frame;

  private InvoicePdf(DocumentText text, InvoiceFonts fonts, Optional<Logo> logo) {
    this.text = text;
    this.style = new Style(fonts);
    this.paper = Paper.of(text.sellerText().isAmerican());
    this.head = new LetterHead(text, style, paper, logo);
    this.frame = new PageFrame(text, style, paper);
  }

  /** Renders the document on as many pages as necessary, with embedded fonts. */
  public static byte[] of(DocumentText text, InvoiceFonts fonts, Optional<Logo> logo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new InvoicePdf(text, fonts, logo).writeTo(bytes);
    return bytes.toByteArray();
  }

  private void writeTo(ByteArrayOutputStream bytes) {
    try (Document document = new Document(paper.size())) {
      PdfWriter writer = PdfWriter.getInstance(document, bytes);
      writer.setTagged();
      writer.setFullCompression(); // the tags are many small objects
      writer.setCompressionLevel(Deflater.BEST_COMPRESSION);
      writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
      document.addTitle(text.title());
      document.addAuthor(text.seller());
      document.open();
      writer
          .getExtraCatalog()
          .put(PdfName.LANG, new PdfString(text.words().locale().toLanguageTag()));
      Tags tags = new Tags(writer);
      Pages pages = pages(tags);
      for (int page = 0; page < pages.count(); page++) {
        document.newPage();
        frame.drawBehind(writer.getDirectContent(), page + 1);
        pages.draw(page, writer.getDirectContent());
        frame.drawFoot(writer.getDirectContent(), tags, page + 1, pages.count());
      }
    } catch (DocumentException impossible) {
      throw new IllegalStateException("A document could not be rendered", impossible);
    }
  }

  private Pages pages(Tags tags) {
    Pages pages = new Pages(paper.below(99), paper.below(25), frame.top());
    head.addTo(pages, tags);
    add(pages, style.accent(text.title(), 17), 23, tags.element("H1"));
    pages.space(SPACE);
    text.statements().forEach(statement -> add(pages, statement, tags));
    if (!head.showsAll()) {
      add(pages, new Fact(text.words().text("customer"), text.customer()), tags);
      text.address().forEach(line -> add(pages, new Fact("", line), tags));
    }
    pages.space(SPACE);
    new PrintedTable(text, style, paper).addTo(pages, tags);
    pages.space(1.5f * SPACE);
    new PrintedTotals(text, style, paper).addTo(pages, tags);
    pages.space(1.5f * SPACE);
    text.notes().forEach(note -> add(pages, new Fact("", note), tags));
    if (!frame.showsDetails()) {
      text.sellerText().details().stream()
          .flatMap(List::stream)
          .forEach(line -> add(pages, new Fact("", line), tags));
    }
    return pages;
  }

  private void add(Pages pages, Fact fact, Tags tags) {
    String name = fact.name().isEmpty() ? "" : text.words().text("label", fact.name()) + " ";
    Phrase phrase = style.grey(name, Style.BODY);
    phrase.addAll(style.body(fact.value()));
    add(pages, phrase, Style.LEADING, tags.element("P"));
    pages.space(2);
  }

  private void add(Pages pages, Phrase phrase, float leading, PdfStructureElement tag) {
    TextBox box = TextBox.left(phrase, paper.width(), leading);
    pages.add(box.height(), (canvas, top) -> box.draw(canvas, tag, paper.left(), top));
  }
}
