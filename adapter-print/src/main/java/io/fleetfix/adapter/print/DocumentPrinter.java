package io.fleetfix.adapter.print;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.Wording;
import io.fleetfix.adapter.print.mail.MailHtml;
import io.fleetfix.adapter.print.mail.MailText;
import io.fleetfix.adapter.print.pdf.FontFolder;
import io.fleetfix.adapter.print.pdf.InvoiceFonts;
import io.fleetfix.adapter.print.pdf.InvoicePdf;
import io.fleetfix.adapter.print.pdf.Logo;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.PrintableText;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.Language;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openpdf.text.pdf.BaseFont;

/**
 * Renders invoices and credit notes in the customer's language. The bundled fonts are loaded when a
 * text is printed or checked for the first time, so an unused printer costs nothing. Thread-safe.
 *
 * <p>A PDF has a title, a language, and tags for its headings, paragraphs and tables. Not
 * guaranteed: PDF/UA and PDF/A, whose further rules the library does not check; and scripts whose
 * letters change their order or form, Arabic excepted.
 */
public final class DocumentPrinter implements InvoicePrinter, PrintableText {
  private final Sender sender;
  private final ZoneId zone;
  private final Language language;
  private final Optional<Logo> logo;
  private final Supplier<InvoiceFonts> fonts;

  /**
   * Prepares the printer.
   *
   * @param sender whose name is on documents without a seller, and on mails
   * @param zone determines the dates on documents
   * @param language of documents for customers who have stated none
   * @param logo a PNG or JPEG file, shown on documents with a seller
   * @param fonts a folder with further fonts (.ttf, .otf), tried in the order of their file names
   *     for characters that the bundled ones lack
   * @throws io.fleetfix.outbox.event.InvalidValue with the field {@code logo} or {@code fonts}, if
   *     one can't be read
   */
  public DocumentPrinter(
      Sender sender, ZoneId zone, Language language, Optional<Path> logo, Optional<Path> fonts) {
    this.sender = sender;
    this.zone = zone;
    this.language = language;
    this.logo = logo.map(Logo::read);
    List<BaseFont> further = fonts.map(FontFolder::fonts).orElse(List.of());
    this.fonts = new Once<>(() -> new InvoiceFonts(further));
  }

  /** A printer with the bundled fonts and without a logo, which writes English by default. */
  public DocumentPrinter(Sender sender, ZoneId zone) {
    this(sender, zone, Language.ENGLISH, Optional.empty(), Optional.empty());
  }

  @Override
  public String subject(Letter letter) {
    return DocumentText.title(letter.document(), words(letter));
  }

  @Override
  public byte[] pdf(Letter letter) {
    return InvoicePdf.of(
        text(letter, words(letter)),
        fonts.get(),
        logo.filter(known -> letter.document().seller().isPresent()));
  }

  @Override
  public String text(Letter letter) {
    return MailText.of(text(letter, words(letter)));
  }

  @Override
  public String html(Letter letter) {
    return MailHtml.of(text(letter, words(letter)));
  }

  @Override
  public String unprintable(String text) {
    return fonts.get().unprintable(text);
  }

  private DocumentText text(Letter letter, Wording words) {
    return DocumentText.of(letter, sender, words);
  }

  private Wording words(Letter letter) {
    return Wording.of(
        letter.customer().language().orElse(language), letter.document().seller(), zone);
  }
}
