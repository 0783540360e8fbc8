package io.fleetfix.adapter.print.pdf;

import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Tags what is drawn, so that software can read the document aloud: headings, paragraphs, and
 * tables with their rows and heads. What is drawn on each page again is marked as an artifact.
 *
 * <p>The elements are in the order in which they are created. Not guaranteed: PDF/UA. The library
 * writes no tags by itself, and the document doesn't claim to follow that standard.
 */
final class Tags {
  private final PdfStructureElement root;

  /** Begins the tree of a document; its writer must be tagged. */
  Tags(PdfWriter writer) {
    this.root = new PdfStructureElement(writer.getStructureTreeRoot(), new PdfName("Document"));
  }

  PdfStructureElement element(String type) {
    return element(root, type);
  }

  static PdfStructureElement element(PdfStructureElement parent, String type) {
    return new PdfStructureElement(parent, new PdfName(type));
  }

  /**
   * A head of the cells beside or below it.
   *
   * @param scope Row or Column
   */
  static PdfStructureElement head(PdfStructureElement row, String scope) {
    PdfStructureElement head = element(row, "TH");
    PdfDictionary table = new PdfDictionary();
    table.put(PdfName.O, new PdfName("Table"));
    table.put(new PdfName("Scope"), new PdfName(scope));
    head.put(PdfName.A, table);
    return head;
  }

  PdfStructureElement figure(String description) {
    PdfStructureElement figure = element("Figure");
    figure.put(PdfName.ALT, new PdfString(description, PdfString.TEXT_UNICODE));
    return figure;
  }

  static void marked(PdfContentByte canvas, PdfStructureElement element, Runnable drawing) {
    canvas.beginMarkedContentSequence(element);
    drawing.run();
    canvas.endMarkedContentSequence();
  }

  static void artifact(PdfContentByte canvas, Runnable drawing) {
    canvas.beginMarkedContentSequence(new PdfName("Artifact"));
    drawing.run();
    canvas.endMarkedContentSequence();
  }
}
