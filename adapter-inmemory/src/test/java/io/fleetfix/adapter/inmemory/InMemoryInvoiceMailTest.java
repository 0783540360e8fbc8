package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Sender;
import io.fleetfix.testing.contract.InvoiceMailContract;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryInvoiceMailTest implements InvoiceMailContract {
  private final InMemoryInvoiceMail mail = mailAt(InstantSource.fixed(NOON));

  /** It prints what the test does not look at. */
  static InMemoryInvoiceMail mailAt(InstantSource clock) {
    return new InMemoryInvoiceMail(
        clock,
        new Sender("Garage Example", "garage@example.com"),
        new InvoicePrinter() {
          @Override
          public byte[] pdf(InvoiceLetter letter) {
            return new byte[0];
          }

          @Override
          public String text(InvoiceLetter letter) {
            return letter.subject();
          }

          @Override
          public String html(InvoiceLetter letter) {
            return letter.subject();
          }
        });
  }

  @Override
  public InvoiceMail mail() {
    return mail;
  }

  @Override
  public List<Mail> arrived() {
    return mail.mails();
  }

  @Test
  void keepsTheLatestTwoHundredMails() {
    List<InvoiceLetter> letters =
        IntStream.rangeClosed(0, Mailbox.MAX_MAILS)
            .mapToObj(i -> InvoiceMailContract.letter(CUSTOMER, "Oil"))
            .toList();

    letters.forEach(mail::send);

    assertThat(mail.mails())
        .extracting(Mail::messageId)
        .containsExactlyElementsOf(
            letters.subList(1, letters.size()).reversed().stream()
                .map(InvoiceLetter::messageId)
                .toList());
    assertThat(mail.mails()).extracting(Mail::sentAt).containsOnly(NOON);
  }
}
