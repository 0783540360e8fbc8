package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.contact.FindContact;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link Contacts}, and of the use cases that store and find contacts. */
public interface ContactsContract {
  StorageUnderTest storage();

  Optional<EmailAddress> FIRST = Optional.of(new EmailAddress("ädä@bücher.example"));
  Optional<EmailAddress> SECOND = Optional.of(new EmailAddress("ada@second.example"));

  @Test
  default void findsNoContactBeforeItIsCorrected() {
    assertThat(storage().contacts().find(aRepairId())).isEmpty();
  }

  @Test
  default void findsAContactRightAfterItsCommit() {
    StorageUnderTest storage = storage();
    Contact first = new Contact(aRepairId(), Version.FIRST, FIRST);
    Contact second = new Contact(first.repairId(), new Version(2), Optional.empty());

    storage.unitOfWork().commit(Change.of(first));
    assertThat(storage.contacts().find(first.repairId())).contains(first);
    storage.unitOfWork().commit(Change.of(second));
    assertThat(storage.contacts().find(first.repairId())).contains(second);

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> storage.unitOfWork().commit(Change.of(second)));
  }

  @Test
  default void correctsTheContactInEveryStateAndLeavesTheRepairAlone() {
    StorageUnderTest storage = storage();
    Repair open = stored(storage, opened());
    Repair completed = stored(storage, accepted(stored(storage, opened()).complete(TWO_O_CLOCK)));
    Repair cancelled =
        stored(storage, accepted(stored(storage, opened()).cancel("Sold", TWO_O_CLOCK)));

    for (Repair repair : List.of(open, completed, cancelled)) {
      assertThat(find(storage, repair.id()))
          .contains(new Contact(repair.id(), Version.NONE, CUSTOMER.email()));

      Contact corrected = new Contact(repair.id(), Version.FIRST, FIRST);
      assertThat(correct(storage, repair.id(), FIRST)).isEqualTo(new Outcome.Done<>(corrected));
      assertThat(find(storage, repair.id())).contains(corrected);

      Contact removed = new Contact(repair.id(), new Version(2), Optional.empty());
      assertThat(correct(storage, repair.id(), Optional.empty()))
          .isEqualTo(new Outcome.Done<>(removed));
      assertThat(find(storage, repair.id())).contains(removed);
      assertThat(storage.repairs().find(repair.id())).contains(repair);
    }
  }

  @Test
  default void storesTheSameAddressOnlyOnce() {
    StorageUnderTest storage = storage();
    Repair repair = stored(storage, opened());

    assertThat(correct(storage, repair.id(), CUSTOMER.email()))
        .isEqualTo(new Outcome.Done<>(Contact.of(repair, Optional.empty())));
    assertThat(storage.contacts().find(repair.id())).isEmpty();

    Outcome<Contact, Refusal> once = correct(storage, repair.id(), FIRST);
    assertThat(correct(storage, repair.id(), FIRST)).isEqualTo(once);
    assertThat(storage.contacts().find(repair.id()).map(Contact::version)).contains(Version.FIRST);
  }

  @Test
  default void findsAndCorrectsNothingWithoutARepair() {
    StorageUnderTest storage = storage();
    RepairId unknown = aRepairId();

    assertThat(find(storage, unknown)).isEmpty();
    assertThat(correct(storage, unknown, FIRST)).isEqualTo(new Outcome.NotFound<>());
    assertThat(storage.contacts().find(unknown)).isEmpty();
  }

  @Test
  default void aCorrectionDecidesAgainAfterAConflict() {
    StorageUnderTest storage = storage();
    Repair repair = stored(storage, opened());
    UnitOfWork door =
        new DoorWithOvertaking(storage.unitOfWork(), () -> correct(storage, repair.id(), SECOND));

    Outcome<Contact, Refusal> outcome =
        correctContact(storage, door).correct(repair.id(), FIRST, CommandOptions.NONE);

    assertThat(outcome)
        .isEqualTo(new Outcome.Done<>(new Contact(repair.id(), new Version(2), FIRST)));
  }

  @Test
  default void aRepeatedRequestCorrectsNothingAgain() {
    StorageUnderTest storage = storage();
    Repair repair = stored(storage, opened());
    CommandOptions once =
        CommandOptions.once(
            new IdempotentRequest("caller", aKey(), new RequestHash("0".repeat(64))));
    CorrectContact correct = correctContact(storage, storage.unitOfWork());
    correct.correct(repair.id(), FIRST, once);
    correct(storage, repair.id(), SECOND);

    correct.correct(repair.id(), FIRST, once);

    assertThat(find(storage, repair.id()).flatMap(Contact::email)).isEqualTo(SECOND);
  }

  @Test
  default void correctsTheNamedVersionOnly() {
    StorageUnderTest storage = storage();
    Repair repair = stored(storage, opened());
    CorrectContact correct = correctContact(storage, storage.unitOfWork());
    CommandOptions atFirst = CommandOptions.onlyAt(Version.FIRST);

    assertThat(correct.correct(repair.id(), FIRST, atFirst))
        .isEqualTo(new Outcome.OtherVersion<>());
    correct(storage, repair.id(), FIRST);
    assertThat(correct.correct(repair.id(), SECOND, atFirst)).isInstanceOf(Outcome.Done.class);
    assertThat(correct.correct(repair.id(), FIRST, atFirst))
        .isEqualTo(new Outcome.OtherVersion<>());
  }

  private static Repair stored(StorageUnderTest storage, Change<Repair> change) {
    storage.unitOfWork().commit(change);
    return change.state();
  }

  private static Optional<Contact> find(StorageUnderTest storage, RepairId id) {
    return new FindContact(storage.repairs(), storage.contacts()).find(id);
  }

  private static Outcome<Contact, Refusal> correct(
      StorageUnderTest storage, RepairId id, Optional<EmailAddress> email) {
    return correctContact(storage, storage.unitOfWork()).correct(id, email, CommandOptions.NONE);
  }

  private static CorrectContact correctContact(StorageUnderTest storage, UnitOfWork door) {
    FindContact find = new FindContact(storage.repairs(), storage.contacts());
    return new CorrectContact(
        new ExecuteCommand<>(
            id -> find.find(new RepairId(id)), storage.requests(), door, () -> NOON),
        Optional::of);
  }
}
