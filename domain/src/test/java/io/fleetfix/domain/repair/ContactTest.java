package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactTest {
  private static final Optional<EmailAddress> OPENED_WITH = SomeRepairs.ADA.email();
  private static final Optional<EmailAddress> NEW = Optional.of(new EmailAddress("a@b.example"));

  @Test
  void isTheCustomersAddressUntilItIsCorrected() {
    assertThat(contact(SomeRepairs.completed()))
        .isEqualTo(new Contact(ID, Version.NONE, OPENED_WITH));
  }

  @Test
  void isTheCorrectedAddressFromThenOnWhichMayBeEmpty() {
    Contact corrected = new Contact(ID, Version.FIRST, NEW);
    Contact removed = new Contact(ID, new Version(2), Optional.empty());

    assertThat(Contact.of(SomeRepairs.completed(), Optional.of(corrected))).isEqualTo(corrected);
    assertThat(Contact.of(SomeRepairs.completed(), Optional.of(removed))).isEqualTo(removed);
  }

  @Test
  void isCorrectedInEveryStateOfTheRepairAndRaisesNoEvent() {
    for (Repair repair :
        new Repair[] {SomeRepairs.inProgress(), SomeRepairs.completed(), SomeRepairs.cancelled()}) {
      Change<Contact> first = accepted(contact(repair).correct(NEW));
      Change<Contact> second = accepted(first.state().correct(Optional.empty()));

      assertThat(first).isEqualTo(Change.of(new Contact(ID, Version.FIRST, NEW)));
      assertThat(second).isEqualTo(Change.of(new Contact(ID, new Version(2), Optional.empty())));
      assertThat(first.events()).isEmpty();
    }
  }

  @Test
  void doesNotChangeIfTheAddressIsTheSame() {
    Contact contact = contact(SomeRepairs.completed());

    assertThat(contact.correct(OPENED_WITH)).isEqualTo(new Decision.AlreadyDone<>(contact));
  }

  @Test
  void isKeyedByItsRepair() {
    assertThat(contact(SomeRepairs.opened()).aggregateId()).isEqualTo("CONTACT#R-123");
  }

  private static Change<Contact> accepted(Decision<Contact, Refusal> decision) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    return ((Decision.Accepted<Contact, Refusal>) decision).change();
  }
}
