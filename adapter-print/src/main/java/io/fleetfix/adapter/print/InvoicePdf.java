package io.fleetfix.adapter.print;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Element;
import org.openpdf.text.HeaderFooter;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** The invoice as a PDF document. */
final class InvoicePdf {
  private static final float MARGIN = 56;
  private static final float[] HEAD = {60, 40};
  private static final float[] FACTS = {38, 62};
  private static final float[] COLUMNS = {8, 72, 20};
  private static final Color GREY = new Color(0x5a5f66);
  private static final Color RULE = new Color(0xd5d8dc);

  private final InvoiceDocument invoice;
  private final InvoiceFonts fonts = new InvoiceFonts();

  private InvoicePdf(InvoiceDocument invoice) {
    this.invoice = invoice;
  }

  /** Renders the invoice on A4, on as many pages as necessary, with embedded fonts. */
  static byte[] of(InvoiceDocument invoice) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new InvoicePdf(invoice).writeTo(bytes);
    return bytes.toByteArray();
  }

  private void writeTo(ByteArrayOutputStream bytes) {
    try (Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
      PdfWriter.getInstance(document, bytes);
      document.addTitle("Invoice " + invoice.number());
      document.addAuthor(invoice.workshop());
      document.setFooter(footer());
      document.open();
      document.add(letterhead());
      document.add(addressAndFacts());
      document.add(lines());
    } catch (DocumentException impossible) {
      throw new IllegalStateException("An invoice could not be rendered", impossible);
    }
  }

  private HeaderFooter footer() {
    HeaderFooter footer =
        new HeaderFooter(text("Invoice " + invoice.number() + "  ·  Page ", 8, GREY), true);
    footer.setAlignment(Element.ALIGN_CENTER);
    footer.setBorder(Rectangle.NO_BORDER);
    return footer;
  }

  private PdfPTable letterhead() {
    PdfPTable table = table(HEAD);
    table.addCell(cell(fonts.bold(invoice.workshop(), 15, Color.BLACK), Element.ALIGN_LEFT, 0));
    PdfPCell title = cell(text("Invoice", 22, GREY), Element.ALIGN_RIGHT, 0);
    title.setVerticalAlignment(Element.ALIGN_BOTTOM);
    table.addCell(title);
    table.addCell(ruled(2, 10));
    table.setSpacingAfter(24);
    return table;
  }

  private PdfPTable addressAndFacts() {
    PdfPTable address = table(new float[] {1});
    address.addCell(cell(text("Bill to", 10, GREY), Element.ALIGN_LEFT, 2));
    address.addCell(cell(fonts.bold(invoice.customer(), 11, Color.BLACK), Element.ALIGN_LEFT, 2));
    invoice
        .email()
        .map(email -> cell(text(email, 10, Color.BLACK), Element.ALIGN_LEFT, 2))
        .ifPresent(address::addCell);

    PdfPTable facts = table(FACTS);
    fact(facts, "Number", invoice.number());
    fact(facts, "Date", invoice.date());
    fact(facts, "Vehicle", invoice.vehicle());
    fact(facts, "Registration", invoice.registration());

    PdfPTable both = table(HEAD);
    both.addCell(bare(new PdfPCell(address)));
    both.addCell(bare(new PdfPCell(facts)));
    both.setSpacingAfter(30);
    return both;
  }

  private void fact(PdfPTable facts, String name, String value) {
    facts.addCell(cell(text(name, 10, GREY), Element.ALIGN_LEFT, 2));
    facts.addCell(cell(text(value, 10, Color.BLACK), Element.ALIGN_LEFT, 2));
  }

  private PdfPTable lines() {
    PdfPTable table = table(COLUMNS);
    table.setHeaderRows(1);
    table.setSplitLate(false);
    row(table, 5, text("#", 9, GREY), text("Work", 9, GREY), text(amountIn(), 9, GREY));
    int number = 1;
    for (InvoiceDocument.Line line : invoice.lines()) {
      row(
          table,
          6,
          text(Integer.toString(number++), 10, GREY),
          text(line.description(), 10, Color.BLACK),
          text(line.amount(), 10, Color.BLACK));
    }
    table.addCell(cell(text("", 11, Color.BLACK), Element.ALIGN_LEFT, 9));
    table.addCell(cell(fonts.bold("Total", 11, Color.BLACK), Element.ALIGN_LEFT, 9));
    String total = invoice.total() + " " + invoice.currency();
    table.addCell(cell(fonts.bold(total, 11, Color.BLACK), Element.ALIGN_RIGHT, 9));
    return table;
  }

  private String amountIn() {
    return "Amount in " + invoice.currency();
  }

  private static void row(PdfPTable table, float space, Phrase left, Phrase middle, Phrase right) {
    table.addCell(underlined(cell(left, Element.ALIGN_LEFT, space)));
    table.addCell(underlined(cell(middle, Element.ALIGN_LEFT, space)));
    table.addCell(underlined(cell(right, Element.ALIGN_RIGHT, space)));
  }

  private Phrase text(String text, float size, Color color) {
    return fonts.regular(text, size, color);
  }

  private static PdfPTable table(float[] widths) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    return table;
  }

  /** The page is left-to-right. The library reorders right-to-left text in it. */
  private static PdfPCell cell(Phrase phrase, int alignment, float space) {
    PdfPCell cell = bare(new PdfPCell(phrase));
    cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
    cell.setHorizontalAlignment(alignment);
    cell.setPaddingTop(space);
    cell.setPaddingBottom(space);
    cell.setLeading(0, 1.3f);
    cell.setUseAscender(true);
    return cell;
  }

  private static PdfPCell bare(PdfPCell cell) {
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setPadding(0);
    return cell;
  }

  private static PdfPCell underlined(PdfPCell cell) {
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(RULE);
    cell.setBorderWidth(0.7f);
    return cell;
  }

  private PdfPCell ruled(int columns, float height) {
    PdfPCell rule = underlined(new PdfPCell(text("", 1, GREY)));
    rule.setColspan(columns);
    rule.setFixedHeight(height);
    return rule;
  }
}
