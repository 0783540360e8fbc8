package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.contact.FindContact;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Raised;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * No later change ever changes an event's id. The ids are derived from stored states, so
 * reconciliation, redelivery and restoring would otherwise look for events that were never raised.
 *
 * <p>If you add a command on a closed repair, or on what follows from it, add it to {@link
 * #everyLaterChange}.
 */
public interface EventIdsContract {
  StorageUnderTest storage();

  @Test
  default void noLaterChangeOfACompletedRepairChangesAnEventsId() {
    StorageUnderTest storage = storage();
    OutboxEntry event = storage.raised(TWO_O_CLOCK);
    RepairId id = new RepairId(event.id(RepairId.FIELD));
    issueInvoice(storage).on(event);
    Repair repair = storage.repairs().find(id).orElseThrow();
    List<EventId> ids = eventIds(storage, id);
    assertThat(ids).hasSize(2).startsWith(event.eventId()).endsWith(Invoice.issuedEventId(id));

    everyLaterChange(storage, event, id);

    List<EventId> later = eventIds(storage, id);
    assertThat(later).startsWith(ids.toArray(EventId[]::new)).hasSize(3); // the mail's request
    assertThat(later).allMatch(raised -> storage.ledger().find(raised).isPresent());
    assertThat(storage.repairs().find(id)).contains(repair);
  }

  private static void everyLaterChange(StorageUnderTest storage, OutboxEntry event, RepairId id) {
    CorrectContact correct = correctContact(storage);
    for (String email : List.of("ada@first.example", "ada@second.example", "")) {
      Optional<EmailAddress> address =
          email.isEmpty() ? Optional.empty() : Optional.of(new EmailAddress(email));
      correct.correct(id, address, CommandOptions.NONE);
      assertThat(storage.contacts().find(id))
          .hasValueSatisfying(contact -> assertThat(contact.email()).isEqualTo(address));
    }
    InstantSource later = InstantSource.fixed(TWO_O_CLOCK.plusSeconds(60));
    new PostNotice(
            storage.repairs(), storage.contacts(), storage.notices(), storage.unitOfWork(), later)
        .on(event);
    issueInvoice(storage).on(event);
    Invoice invoice = storage.invoices().find(id).orElseThrow();
    List<Change<Document>> mailed = mailed(invoice, new MailStatus.Sent(later.instant()));
    mailed.forEach(storage.unitOfWork()::commit);
    Change<Document> requested =
        accepted(mailed.getLast().state().requestMail(Optional.empty(), later.instant()));
    storage.unitOfWork().commit(requested);
    mailed(requested.state(), new MailStatus.Undeliverable("550 5.1.1 No such user"))
        .forEach(storage.unitOfWork()::commit);
    new CompleteRepair(storage.command(later), WORKSHOP, later)
        .complete(id, Billing.INVOICE, CommandOptions.NONE);
    new CancelRepair(storage.command(later), later).cancel(id, "Sold", CommandOptions.NONE);
  }

  private static List<EventId> eventIds(StorageUnderTest storage, RepairId id) {
    return storage.finding().raisersOf(id).stream()
        .flatMap(raiser -> storage.raisedEvents().of(raiser).stream())
        .map(Raised::events)
        .flatMap(List::stream)
        .map(DomainEvent::eventId)
        .toList();
  }

  private static IssueInvoice issueInvoice(StorageUnderTest storage) {
    return new IssueInvoice(
        storage.repairs(),
        storage.invoices(),
        storage.ledger(),
        storage.unitOfWork(),
        WORKSHOP,
        InstantSource.fixed(TWO_O_CLOCK));
  }

  private static CorrectContact correctContact(StorageUnderTest storage) {
    FindContact find = new FindContact(storage.repairs(), storage.contacts());
    return new CorrectContact(
        new ExecuteCommand<>(
            id -> find.find(new RepairId(id)),
            storage.requests(),
            storage.unitOfWork(),
            () -> TWO_O_CLOCK),
        Optional::of);
  }
}
