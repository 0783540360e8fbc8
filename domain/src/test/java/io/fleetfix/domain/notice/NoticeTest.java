package io.fleetfix.domain.notice;

import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final EventId EVENT =
      EventId.derive("REPAIR#R-123", new Version(4), "RepairCompleted");
  private static final Contact CONTACT = SomeRepairs.contact(SomeRepairs.completed());
  private static final Contact NO_EMAIL = new Contact(ID, Version.FIRST, Optional.empty());

  @Test
  void reportsThatTheVehicleIsReady() {
    Notice notice = Notice.post(EVENT, SomeRepairs.completed(), CONTACT, LATER).state();

    assertThat(notice)
        .isEqualTo(
            new Notice(EVENT, ID, "Ready for collection: Volkswagen Golf, B-FF 2025", LATER));
  }

  @Test
  void asksToPrintTheInvoiceOfACustomerWithoutEmail() {
    Notice notice = Notice.post(EVENT, SomeRepairs.completed(), NO_EMAIL, LATER).state();

    assertThat(notice.text())
        .isEqualTo(
            "Ready for collection: Volkswagen Golf, B-FF 2025. The customer has no e-mail: print"
                + " the invoice.");
  }

  /** Whether or not the customer has an e-mail address, there is nothing to print. */
  @Test
  void reportsThatWarrantyWorkHasNoInvoice() {
    Repair underWarranty =
        SomeRepairs.stored(
            4,
            new Completed(SomeRepairs.CLOSED_AT, Billing.WARRANTY),
            SomeRepairs.completed().work());

    for (Contact contact : new Contact[] {CONTACT, NO_EMAIL}) {
      assertThat(Notice.post(EVENT, underWarranty, contact, LATER).state().text())
          .isEqualTo(
              "Ready for collection: Volkswagen Golf, B-FF 2025. Under warranty: there is no"
                  + " invoice.");
    }
  }

  /** A cancelled repair has no invoice that could be printed. */
  @Test
  void reportsWhyTheRepairIsCancelled() {
    Notice notice = Notice.post(EVENT, SomeRepairs.cancelled(), NO_EMAIL, LATER).state();

    assertThat(notice.text()).isEqualTo("Cancelled: Volkswagen Golf, B-FF 2025. Sold abroad");
  }

  @Test
  void rejectsAnOpenRepair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notice.post(EVENT, SomeRepairs.inProgress(), CONTACT, LATER));
  }

  @Test
  void isKeyedByItsEventAndRaisesNoEvent() {
    Change<Notice> posted = Notice.post(EVENT, SomeRepairs.completed(), CONTACT, LATER);

    assertThat(posted.state().aggregateId())
        .isEqualTo("NOTICE#e8442777-e0a3-50bd-94d5-6137e10222b9");
    assertThat(posted.expected()).isEqualTo(Version.NONE);
    assertThat(posted.events()).isEmpty();
  }

  @Test
  void truncatesItsTimeToMilliseconds() {
    Notice notice =
        Notice.post(EVENT, SomeRepairs.completed(), CONTACT, LATER.plusNanos(123_456_789)).state();

    assertThat(notice.postedAt()).isEqualTo(LATER.plusMillis(123));
  }
}
