package io.fleetfix.adapter.smtp;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.testing.contract.InvoiceMailContract;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The mails that a real server receives. */
class SmtpInvoiceMailTest implements InvoiceMailContract {
  private static final int ONE_MEGABYTE = 1_000_000;

  private final MailServer server = MailServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  public InvoiceMail mail() {
    return server.mail();
  }

  @Override
  public List<Mail> arrived() {
    try {
      return server.mails();
    } catch (MessagingException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Override
  public String senderDomain() {
    return "example.com";
  }

  private void send(Letter letter) {
    assertThat(Mailing.outcome(mail(), InvoiceMailContract.mail(letter))).isEqualTo(new Accepted());
  }

  @Test
  void setsSenderRecipientAndDate() throws Exception {
    Letter letter = InvoiceMailContract.letter(CUSTOMER, "Brake pads");

    send(letter);

    MimeMessage message = server.messages().getFirst();
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("garage@example.com", "Garage Example"));
    assertThat(message.getAllRecipients())
        .containsExactly(new InternetAddress("ada@example.com", "Ada Example"));
    assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Garage Example");
    assertThat(message.getSentDate()).isEqualTo(Date.from(NOON));
    assertThat(message.getHeader("Return-Path")).containsExactly("<garage@example.com>");
    assertThat(message.getHeader(InvoiceMessage.EVENT_HEADER))
        .containsExactly(Invoice.issuedEventId(letter.document().repairId()).toString());
  }

  @Test
  void hasTheHeadersThatFiltersExpectExactlyOnce() throws Exception {
    send(InvoiceMailContract.letter(CUSTOMER, "Brake pads"));

    MimeMessage message = server.messages().getFirst();
    for (String header :
        List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")) {
      assertThat(message.getHeader(header)).as(header).hasSize(1);
    }
    assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getSubject()).isNotBlank();
    assertThat(message.getHeader("Precedence")).isNull();
    assertThat(message.getHeader("List-Unsubscribe")).isNull();
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "HTML in the description of work",
      answer = "escaped in the mail")
  @Test
  void carriesTheInvoiceAsTextAsHtmlAndAsPdf() throws Exception {
    String text = "Škoda \"<b>\" שלום 🚗";
    send(InvoiceMailContract.letter(new Customer(text, "ada@example.com"), text));

    MimeMultipart mixed = (MimeMultipart) server.messages().getFirst().getContent();
    assertThat(mixed.getContentType()).startsWith("multipart/mixed");
    MimeMultipart both = (MimeMultipart) mixed.getBodyPart(0).getContent();
    assertThat(both.getContentType()).startsWith("multipart/alternative");
    assertThat(both.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat((String) both.getBodyPart(0).getContent())
        .contains("Dear " + text + ",", "INV-2025-000001", "12 November 2025", "120.00  " + text);
    assertThat(both.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat((String) both.getBodyPart(1).getContent())
        .contains("<bdi>Škoda &quot;&lt;b&gt;&quot; שלום 🚗</bdi>", "120.00&nbsp;EUR")
        .doesNotContain("<b>");
    BodyPart pdf = mixed.getBodyPart(1);
    assertThat(pdf.getContentType()).startsWith("application/pdf");
    assertThat(pdf.getFileName()).isEqualTo("INV-2025-000001.pdf");
    assertThat(new String(pdf.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the same in the name of a mail's recipient",
      answer = "one header on one line")
  @Test
  void keepsANameWithSpecialCharactersInOneHeader() throws Exception {
    String name = "Ada \"The Brake\" O'Neill\r\nBcc: eve@example.com, שלום \u202e🚗";
    send(InvoiceMailContract.letter(new Customer(name, "ada@example.com"), "Oil"));

    MimeMessage message = server.messages().getFirst();
    assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal())
        .isEqualTo("Ada \"The Brake\" O'Neill Bcc: eve@example.com, שלום 🚗");
    assertThat(message.getHeader("Bcc")).isNull();
  }

  @Test
  void writesAnInternationalisedDomainInAscii() throws Exception {
    send(InvoiceMailContract.letter(new Customer("Ada", "ada@bücher.example"), "Oil"));

    assertThat(server.mails().getFirst().to()).isEqualTo("ada@xn--bcher-kva.example");
  }

  @Test
  void writesTheSendersDomainInAscii() throws Exception {
    SmtpInvoiceMail abroad =
        new SmtpInvoiceMail(
            SmtpServer.parse("smtp://127.0.0.1:" + server.port()),
            new Sender("Garage", "info@faß.example"),
            MailServer.PRINTER,
            InstantSource.fixed(NOON));

    assertThat(Mailing.outcome(abroad, Mailing.MAIL)).isEqualTo(new Accepted());

    MimeMessage message = server.messages().getFirst();
    assertThat(message.getHeader("Return-Path")).containsExactly("<info@xn--fa-hia.example>");
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("info@xn--fa-hia.example", "Garage"));
    assertThat(message.getMessageID()).endsWith("@xn--fa-hia.example>");
  }

  @Test
  void theLargestMailIsSmallerThanOneMegabyte() throws Exception {
    send(InvoiceMailContract.largest());
    send(withNearlyEveryGlyph());

    for (MimeMessage message : server.messages()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      assertThat(bytes.size()).isBetween(100_000, ONE_MEGABYTE);
    }
  }

  /** Neither these texts nor the fonts embedded for them compress well. */
  private static Letter withNearlyEveryGlyph() {
    SplittableRandom random = new SplittableRandom(7);
    Letter letter = InvoiceMailContract.largest();
    Invoice invoice = (Invoice) letter.document();
    List<InvoiceLine> lines =
        invoice.lines().stream()
            .map(
                line ->
                    new InvoiceLine(
                        Item.labour(
                            random
                                .ints(500, 0xa1, 0x27c0)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining()),
                            line.net()),
                        line.vat()))
            .toList();
    return new Letter(
        new Invoice(
            invoice.repairId(),
            invoice.n(),
            invoice.version(),
            invoice.number(),
            invoice.seller(),
            invoice.billTo(),
            lines,
            invoice.totals(),
            invoice.supplied(),
            invoice.issuedAt(),
            invoice.credits(),
            invoice.mailing()),
        letter.customer(),
        letter.vehicle());
  }
}
