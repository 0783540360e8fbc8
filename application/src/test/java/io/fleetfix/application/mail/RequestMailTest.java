package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.mail.MailDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestMailTest implements Redeliveries {
  private final MailDesk desk = new MailDesk();
  private final List<Redelivery> recorded = new ArrayList<>();
  private boolean down;

  private final ExecuteCommand<Document, MailRefusal> command =
      new ExecuteCommand<>(
          id -> DocumentId.parse(id).flatMap(desk.store.invoices()::find),
          (id, now) -> Optional.empty(),
          desk.store,
          InstantSource.fixed(NOW));
  private final RequestMail requestMail =
      new RequestMail(
          command,
          this,
          domain -> domain.equals("nowhere.example") ? Optional.empty() : Optional.of(domain),
          InstantSource.fixed(NOW));

  RequestMailTest() {
    desk.issue(ID);
  }

  @Override
  public void add(Redelivery redelivery) {
    if (down) {
      throw new StorageUnavailable(new IllegalStateException("No answer"));
    }
    recorded.add(redelivery);
  }

  @Override
  public List<Redelivery> of(EventId eventId) {
    return recorded.stream().filter(each -> each.eventId().equals(eventId)).toList();
  }

  @Test
  void recordsWhoRequestedIt() {
    Outcome<Document, MailRefusal> outcome = request(Optional.empty());

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    EventId event = desk.store.invoices().find(ID).orElseThrow().mailCause();
    assertThat(of(event)).containsExactly(new Redelivery(event, NOW, "ada"));
    assertThat(desk.store.outbox()).extracting(each -> each.eventId()).containsExactly(event);
  }

  @Test
  void requestsNothingThatIsNotRecorded() {
    down = true;

    assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> request(Optional.empty()));

    assertThat(desk.store.outbox()).isEmpty();
    assertThat(desk.mailing(ID).request()).isEmpty();
  }

  @Test
  void refusesADomainThatCannotExist() {
    Optional<EmailAddress> nowhere = Optional.of(new EmailAddress("bo@nowhere.example"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> request(nowhere))
        .returns("to", InvalidValue::field);
    assertThat(recorded).isEmpty();
  }

  @Test
  void recordsNoRequestThatIsRefused() {
    desk.store.put(desk.store.invoices().find(ID).orElseThrow().attempted(NOW).state());

    assertThat(request(Optional.empty())).isEqualTo(new Outcome.Refused<>(MailRefusal.IN_PROGRESS));
    assertThat(recorded).isEmpty();
  }

  @Test
  void requestsACreditNoteApartFromItsInvoice() {
    desk.credit(ID);
    DocumentId note = new DocumentId(Kind.CREDIT_NOTE, ID, 1);

    Outcome<Document, MailRefusal> outcome =
        requestMail.request(note, Optional.empty(), "ada", CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Outcome.Done<>(desk.note(ID)));
    assertThat(desk.store.outbox())
        .containsExactly(new InvoiceMailRequested(ID, "CREDIT#R-123#1", new Version(2), NOW));
    assertThat(of(desk.note(ID).mailCause())).hasSize(1);
    assertThat(desk.mailing(ID).request()).isEmpty();
  }

  @Test
  void reportsADocumentThatIsNotStoredAsNotFound() {
    DocumentId note = new DocumentId(Kind.CREDIT_NOTE, ID, 1);

    assertThat(requestMail.request(note, Optional.empty(), "ada", CommandOptions.NONE))
        .isEqualTo(new Outcome.NotFound<>());
    assertThat(recorded).isEmpty();
  }

  private Outcome<Document, MailRefusal> request(Optional<EmailAddress> to) {
    return requestMail.request(DocumentId.firstInvoice(ID), to, "ada", CommandOptions.NONE);
  }
}
