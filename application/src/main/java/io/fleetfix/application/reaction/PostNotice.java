package io.fleetfix.application.reaction;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Reaction;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Posts a notice to the front desk that a repair was closed: one notice per event. It says if the
 * invoice has to be printed, by the contact at the time of the notice; a later correction of the
 * contact does not change it.
 */
public final class PostNotice implements Reaction {
  private final Repairs repairs;
  private final Contacts contacts;
  private final Notices notices;
  private final UnitOfWork unitOfWork;
  private final InstantSource clock;

  public PostNotice(
      Repairs repairs,
      Contacts contacts,
      Notices notices,
      UnitOfWork unitOfWork,
      InstantSource clock) {
    this.repairs = repairs;
    this.contacts = contacts;
    this.notices = notices;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  @Override
  public void on(OutboxEntry event) {
    Repair repair =
        repairs.find(WorkshopOutbox.repairId(event)).orElseThrow(() -> new UnknownRepair(event));
    Instant now = clock.instant();
    RetryOnConflict.run(
        () -> notices.find(event.eventId()).orElseGet(() -> post(event, repair, now)));
  }

  private Notice post(OutboxEntry event, Repair repair, Instant now) {
    Contact contact = Contact.of(repair, contacts.find(repair.id()));
    Change<Notice> posted = Notice.post(event.eventId(), repair, contact, now);
    unitOfWork.commit(posted);
    return posted.state();
  }
}
