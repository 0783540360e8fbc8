package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.Sender;
import io.fleetfix.testing.contract.InvoiceMailContract;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryInvoiceMailTest implements InvoiceMailContract {
  private static final Sender SENDER = new Sender("Garage Example", "garage@example.com");

  private final InMemoryInvoiceMail mail =
      new InMemoryInvoiceMail(InstantSource.fixed(NOON), SENDER, new NumberPrinter());

  /** Prints the number of the invoice. */
  private record NumberPrinter() implements InvoicePrinter {
    @Override
    public String subject(Letter letter) {
      return "Invoice " + letter.document().number();
    }

    @Override
    public byte[] pdf(Letter letter) {
      return ("pdf " + letter.document().number()).getBytes(UTF_8);
    }

    @Override
    public String text(Letter letter) {
      return "text " + letter.document().number();
    }

    @Override
    public String html(Letter letter) {
      return "html " + letter.document().number();
    }
  }

  @Override
  public InvoiceMail mail() {
    return mail;
  }

  @Override
  public List<Mail> arrived() {
    return mail.mails();
  }

  @Override
  public String senderDomain() {
    return "example.com";
  }

  @Test
  void keepsTheLatestTwoHundredMails() {
    List<OutgoingMail> mails =
        IntStream.rangeClosed(0, Mailbox.MAX_MAILS)
            .mapToObj(i -> InvoiceMailContract.mail(InvoiceMailContract.letter(CUSTOMER, "Oil")))
            .toList();

    mails.forEach(each -> mail.connect().send(each));

    assertThat(mail.mails())
        .extracting(Mail::messageId)
        .containsExactlyElementsOf(
            mails.subList(1, mails.size()).reversed().stream()
                .map(each -> each.messageId(senderDomain()))
                .toList());
    assertThat(mail.mails()).extracting(Mail::sentAt).containsOnly(NOON);
    assertThat(mail.find(new MailId(1))).isEmpty();
    assertThat(mail.find(new MailId(2))).isPresent();
    assertThat(mail.find(new MailId(Mailbox.MAX_MAILS + 2))).isEmpty();
  }

  @Test
  void showsAMailAsItsReaderGetsIt() {
    OutgoingMail sent =
        InvoiceMailContract.mail(InvoiceMailContract.letter(CUSTOMER, "Brake pads"));
    mail.connect().send(sent);

    KeptMail kept = mail.find(mail.mails().getFirst().id()).orElseThrow();

    assertThat(kept.mail()).isEqualTo(mail.mails().getFirst());
    assertThat(kept.from()).isEqualTo("Garage Example <garage@example.com>");
    assertThat(kept.text()).isEqualTo("text INV-2025-000001");
    assertThat(kept.html()).isEqualTo("html INV-2025-000001");
    assertThat(kept.attachments()).hasSize(1);
    assertThat(kept.attachments().getFirst().name()).isEqualTo("INV-2025-000001.pdf");
    assertThat(kept.attachments().getFirst().type()).isEqualTo("application/pdf");
    assertThat(kept.attachments().getFirst().content().get())
        .asString(UTF_8)
        .isEqualTo("pdf INV-2025-000001");
  }
}
