package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.ANY_PRINT;
import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.OIL;
import static io.fleetfix.application.SomeRepairs.WITHOUT_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddWorkTest {
  private static final Money PRICE = Money.parse("4.05", "EUR");
  private static final Charge BULB = charge(PRICE);

  @Test
  void addsOneLine() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome = addWork(store).add(ID, BULB, CommandOptions.NONE);

    Repair stored = store.theRepair();
    assertThat(outcome).isEqualTo(new Done<>(stored));
    assertThat(stored.version()).isEqualTo(new Version(3));
    assertThat(stored.work()).hasSize(2).startsWith(BRAKES);
    assertThat(stored.work().getLast())
        .returns("Bulb, left", WorkLine::description)
        .returns(PRICE, WorkLine::price);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void addsALineOnEveryCall() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    AddWork addWork = addWork(store);

    addWork.add(ID, BULB, CommandOptions.NONE);
    addWork.add(ID, BULB, CommandOptions.NONE);

    assertThat(store.theRepair().work()).hasSize(3);
  }

  @Test
  void keepsTheLineIdAcrossRetries() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.furtherInProgress());
    store.overtakeWith(SomeRepairs.stored(4, new Open(), BRAKES, OIL));

    addWork(store).add(ID, BULB, CommandOptions.NONE);

    assertThat(lastLineIds(store.attempts())).hasSize(3).containsOnly(lastLineId(store));
    assertThat(store.theRepair().work()).hasSize(3).startsWith(BRAKES, OIL);
  }

  @Test
  void addsNoSecondLineWhenItsLineIsAlreadyStored() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(attempt -> attempt);

    Outcome<Repair, Refusal> outcome = addWork(store).add(ID, BULB, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(store.theRepair()));
    assertThat(store.theRepair().work()).hasSize(2);
    assertThat(store.attempts()).hasSize(1);
  }

  @Test
  void addsNoSecondLineWhenTheResponseToItsCommitIsLost() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome =
        addWork(store, LostAnswers.losingFirst(1, store)).add(ID, BULB, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(store.theRepair()));
    assertThat(store.theRepair().work()).hasSize(2);
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void refusesWhenTheRepairIsCompletedConcurrently() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome = addWork(store).add(ID, BULB, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.COMPLETED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.completed());
  }

  @Test
  void reportsAnUnknownRepairAsNotFound() {
    RepairStore store = new RepairStore();

    assertThat(addWork(store).add(new RepairId("R-9"), BULB, CommandOptions.NONE))
        .isEqualTo(new NotFound<>());
  }

  @Test
  void rejectsAnotherCurrencyAndCommitsNothing() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () -> addWork(store).add(ID, charge(Money.parse("4.05", "USD")), CommandOptions.NONE))
        .returns("price.currency", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  private static AddWork addWork(RepairStore store) {
    return addWork(store, store);
  }

  private static AddWork addWork(RepairStore store, UnitOfWork door) {
    return new AddWork(
        store.command(door, InstantSource.fixed(SomeRepairs.NOW)),
        new ChargeCheck(WITHOUT_PROFILE, ANY_PRINT),
        new SplittableRandom(11));
  }

  private static Charge charge(Money price) {
    return new Charge(Item.labour("Bulb, left", price), Optional.empty());
  }

  private static List<LineId> lastLineIds(List<Repair> attempts) {
    return attempts.stream().map(attempt -> attempt.work().getLast().lineId()).toList();
  }

  private static LineId lastLineId(RepairStore store) {
    return store.theRepair().work().getLast().lineId();
  }
}
