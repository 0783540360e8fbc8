package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailOutcome.Accepted;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.testing.fixture.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link InvoiceMail}. */
public interface InvoiceMailContract {
  /** A mail adapter whose mailbox is empty when a test begins. */
  InvoiceMail mail();

  /** The delivered mails of all recipients, newest first. */
  List<Mail> arrived();

  /** The domain of the adapter's sender, in ASCII. */
  String senderDomain();

  @Test
  default void sendsOneMailToTheRecipientOnly() {
    Letter letter = letter(new Customer("Ada Example", "ada@example.com"), "Brake pads");
    OutgoingMail mail = mail(letter, "workshop@example.org");

    assertThat(send(mail)).isEqualTo(new Accepted());

    assertThat(arrived()).hasSize(1);
    Mail arrived = arrived().getFirst();
    assertThat(arrived.messageId()).isEqualTo(mail.messageId(senderDomain()));
    assertThat(arrived.to()).isEqualTo("workshop@example.org");
    assertThat(arrived.subject()).isEqualTo("Invoice INV-2025-000001");
    assertThat(arrived.repairId()).isEqualTo(letter.document().repairId());
  }

  @Test
  default void aRepeatedMailHasTheSameMessageId() {
    OutgoingMail mail = mail(letter(new Customer("Ada", "ada@example.com"), "Brake pads"));
    OutgoingMail other = mail(letter(new Customer("Bo", "bo@example.com"), "Oil"));

    send(mail);
    send(mail);
    send(other);

    assertThat(arrived())
        .extracting(Mail::messageId)
        .containsExactly(
            other.messageId(senderDomain()),
            mail.messageId(senderDomain()),
            mail.messageId(senderDomain()));
  }

  @Test
  default void theMessageIdIsThatOfTheCause() {
    Letter letter = letter(new Customer("Ada", "ada@example.com"), "Oil");
    EventId cause =
        EventId.derive(letter.document().aggregateId(), new Version(7), "InvoiceMailed");

    send(new OutgoingMail(letter, new EmailAddress("ada@example.com"), cause));

    assertThat(arrived())
        .extracting(Mail::messageId)
        .containsExactly("<" + cause + "@" + senderDomain() + ">");
  }

  @Test
  default void connectingSendsNothing() {
    mail().connect().close();

    assertThat(arrived()).isEmpty();
  }

  @Test
  default void closingTwiceIsHarmless() {
    InvoiceMail.Connection connection = mail().connect();

    assertThat(connection.send(mail(letter(new Customer("Ada", "ada@example.com"), "Oil"))))
        .isEqualTo(new Accepted());
    connection.close();
    connection.close();

    assertThat(arrived()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada\r\nBcc: eve@example.com",
        "Ada\n\nTo: eve@example.com",
        "Ada \"The Brake\" O'Neill <eve@example.com>, eve@example.com",
        "a\u0000\u0007 \u2028 \u2029",
        "\u202eelpmaxE adA",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "\u0416\u0451\u0457 \u03a9\u03ac \u0130\u015f\u0131\u011f",
        "\ud83d\ude97\ud83d\udc69\u200d\ud83d\udd27 \ud83c\udde9\ud83c\uddea",
        "=?utf-8?Q?x=0D=0ABcc:_eve@example.com?=",
        "<script>alert(1)</script> &amp; ${x} {{y}} %s",
      })
  default void everyTextIsHarmless(String text) {
    Letter letter = letter(new Customer(text, "ada@example.com"), text);

    assertThat(send(mail(letter))).isEqualTo(new Accepted());

    assertThat(arrived()).hasSize(1);
    assertThat(arrived().getFirst().to()).isEqualTo("ada@example.com");
    assertThat(arrived().getFirst().subject()).isEqualTo("Invoice INV-2025-000001");
  }

  @Test
  default void sendsTheLargestPossibleInvoice() {
    OutgoingMail mail = mail(largest());

    assertThat(send(mail)).isEqualTo(new Accepted());

    assertThat(arrived())
        .extracting(Mail::messageId)
        .containsExactly(mail.messageId(senderDomain()));
  }

  private MailOutcome send(OutgoingMail mail) {
    try (InvoiceMail.Connection connection = mail().connect()) {
      return connection.send(mail);
    }
  }

  /** The mail that is sent because an invoice was issued, to its customer. */
  static OutgoingMail mail(Letter letter) {
    return mail(letter, letter.customer().email().orElseThrow().value());
  }

  /** The mail that is sent because an invoice was issued, to another address. */
  static OutgoingMail mail(Letter letter, String to) {
    return new OutgoingMail(
        letter, new EmailAddress(to), letter.document().issuedEvent().eventId());
  }

  /** A letter with this text as complaint, vehicle and work. */
  static Letter letter(Customer customer, String text) {
    Repair opened =
        Repair.open(aRepairId(), new Vehicle(text, text, text), customer, text, EUR, NOON).state();
    return issued(accepted(opened.addWork(aWorkLine(text, "120.00"))).state());
  }

  /** The invoice of a repair that is as large as a repair can be. */
  static Letter largest() {
    return issued(Fixtures.largest(NOON).state());
  }

  private static Letter issued(Repair repair) {
    Repair completed = accepted(repair.complete(NOON)).state();
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 1);
    return Letter.of(Invoice.issue(completed, number, TWO_O_CLOCK).state(), completed);
  }
}
