package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.ADA;
import static io.fleetfix.application.SomeRepairs.ANY_PRINT;
import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.CLOSED_AT;
import static io.fleetfix.application.SomeRepairs.EUR;
import static io.fleetfix.application.SomeRepairs.GOLF;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Restoration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A request with an idempotency key takes effect once. */
class OnceTest {
  private static final Workshop WORKSHOP =
      new Workshop(EUR, ZoneOffset.UTC, new InvoiceSeries("INV"));
  private static final Money PRICE = Money.parse("4.05", "EUR");

  /** The first 16 bytes of the SHA-256 of "front desk". */
  private static final String SCOPE_HASH = "e728902a5c153c587f9077ff595762d0";

  private static final IdempotentRequest ONCE = once('a');
  private static final IdempotentRequest OTHERWISE = once('b');

  private final SplittableRandom random = new SplittableRandom(11);
  private Instant now = NOW;

  @Test
  void opensOneRepairAndStoresTheRequestWithIt() {
    RepairStore store = new RepairStore();

    Outcome<Repair, Refusal> first = open(ONCE, store, store);
    Outcome<Repair, Refusal> second = open(ONCE, store, store);

    assertThat(first).isEqualTo(new Done<>(store.theRepair()));
    assertThat(second).isEqualTo(first);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(store.requests())
        .containsExactly(
            new IdempotencyRecord(
                SCOPE_HASH, ONCE.key(), ONCE.hash(), store.theRepair().id().value(), NOW));
  }

  @Test
  void addsOneLineAndStoresTheRequestWithIt() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> first = add(ONCE, store, store);
    Outcome<Repair, Refusal> second = add(ONCE, store, store);

    assertThat(first).isEqualTo(new Done<>(store.theRepair()));
    assertThat(second).isEqualTo(first);
    assertThat(store.theRepair().work()).hasSize(2).startsWith(BRAKES);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(store.requests())
        .containsExactly(
            new IdempotencyRecord(SCOPE_HASH, ONCE.key(), ONCE.hash(), ID.value(), NOW));
  }

  @Test
  void answersARepeatedRequestFromTheCurrentState() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    add(ONCE, store, store);
    Repair completed = SomeRepairs.stored(4, new Completed(CLOSED_AT), BRAKES);
    store.overtakeWith(completed);
    add(once("another", 'a'), store, store);

    assertThat(add(ONCE, store, store)).isEqualTo(new Done<>(completed));
  }

  @Test
  void reportsAKeyUsedByAnotherRequest() {
    RepairStore store = new RepairStore();
    open(ONCE, store, store);

    assertThat(open(OTHERWISE, store, store)).isEqualTo(new KeyReused<>());
    assertThat(add(OTHERWISE, store, store)).isEqualTo(new KeyReused<>());

    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void returnsTheEffectOfAConcurrentSameRequest() {
    RepairStore opened = new RepairStore();
    RepairStore worked = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> open =
        open(ONCE, opened, overtakenBy(() -> open(ONCE, opened, opened), opened));
    Outcome<Repair, Refusal> add =
        add(ONCE, worked, overtakenBy(() -> add(ONCE, worked, worked), worked));

    assertThat(open).isEqualTo(new Done<>(opened.theRepair()));
    assertThat(opened.commits()).isEqualTo(1);
    assertThat(add).isEqualTo(new Done<>(worked.theRepair()));
    assertThat(worked.commits()).isEqualTo(1);
    assertThat(worked.theRepair().work()).hasSize(2);
  }

  @Test
  void reportsAKeyUsedByAConcurrentOtherRequest() {
    RepairStore store = new RepairStore();

    Outcome<Repair, Refusal> outcome =
        open(ONCE, store, overtakenBy(() -> open(OTHERWISE, store, store), store));

    assertThat(outcome).isEqualTo(new KeyReused<>());
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void findsItsOwnEffectWhenTheResponseToItsCommitIsLost() {
    RepairStore opened = new RepairStore();
    RepairStore worked = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> open = open(ONCE, opened, LostAnswers.losingFirst(1, opened));
    Outcome<Repair, Refusal> add = add(ONCE, worked, LostAnswers.losingFirst(1, worked));

    assertThat(open).isEqualTo(new Done<>(opened.theRepair()));
    assertThat(opened.commits()).isEqualTo(1);
    assertThat(add).isEqualTo(new Done<>(worked.theRepair()));
    assertThat(worked.theRepair().work()).hasSize(2);
  }

  @Test
  void keepsTheKeyFreeWhenTheCommandIsRefused() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    assertThat(add(ONCE, store, store)).isEqualTo(new Refused<>(Refusal.COMPLETED));
    assertThat(add(OTHERWISE, store, store)).isEqualTo(new Refused<>(Refusal.COMPLETED));

    assertThat(store.requests()).isEmpty();
  }

  @Test
  void keepsTheKeyFreeWhenTheRepairIsUnknown() {
    RepairStore store = new RepairStore();

    assertThat(add(ONCE, store, store)).isEqualTo(new NotFound<>());

    assertThat(store.requests()).isEmpty();
  }

  @Test
  void keepsTheKeyFreeWhenAValueIsInvalid() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store, store).open(GOLF, ADA, " ", CommandOptions.once(ONCE)));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                addWork(store, store)
                    .add(ID, charge(Money.parse("4.05", "USD")), CommandOptions.once(ONCE)));

    assertThat(store.requests()).isEmpty();
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void expiresAKeyAfterADay() {
    RepairStore store = new RepairStore();
    Outcome<Repair, Refusal> first = open(ONCE, store, store);

    now = NOW.plus(IdempotencyRecord.RETENTION).minusMillis(1);
    assertThat(open(ONCE, store, store)).isEqualTo(first);
    now = NOW.plus(IdempotencyRecord.RETENTION);
    Outcome<Repair, Refusal> next = open(OTHERWISE, store, store);

    assertThat(next).isInstanceOf(Done.class).isNotEqualTo(first);
    assertThat(store.commits()).isEqualTo(2);
  }

  private Outcome<Repair, Refusal> open(
      IdempotentRequest once, RepairStore store, UnitOfWork door) {
    return openRepair(store, door)
        .open(GOLF, ADA, "Squeals when braking", CommandOptions.once(once));
  }

  private Outcome<Repair, Refusal> add(IdempotentRequest once, RepairStore store, UnitOfWork door) {
    return addWork(store, door).add(ID, charge(PRICE), CommandOptions.once(once));
  }

  private OpenRepair openRepair(RepairStore store, UnitOfWork door) {
    return new OpenRepair(
        store.command(door, () -> now), WORKSHOP, Optional::of, ANY_PRINT, random, () -> now);
  }

  private AddWork addWork(RepairStore store, UnitOfWork door) {
    return new AddWork(
        store.command(door, () -> now), new ChargeCheck(WORKSHOP, ANY_PRINT), random);
  }

  private static Charge charge(Money price) {
    return new Charge(Item.labour("Bulb, left", price), Optional.empty());
  }

  /** A unit of work in which another commit always comes first. */
  private static UnitOfWork overtakenBy(Runnable other, UnitOfWork door) {
    return new UnitOfWork() {
      @Override
      public void commit(Change<?>... changes) {
        other.run();
        door.commit(changes);
      }

      @Override
      public void restore(Restoration<?> restoration) {
        door.restore(restoration);
      }
    };
  }

  private static IdempotentRequest once(char what) {
    return once("key", what);
  }

  private static IdempotentRequest once(String key, char what) {
    return new IdempotentRequest(
        "front desk",
        new IdempotencyKey(key),
        new RequestHash(Character.toString(what).repeat(64)));
  }
}
