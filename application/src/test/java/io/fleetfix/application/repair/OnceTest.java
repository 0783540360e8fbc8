package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.ADA;
import static io.fleetfix.application.repair.SomeRepairs.BRAKES;
import static io.fleetfix.application.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.application.repair.SomeRepairs.EUR;
import static io.fleetfix.application.repair.SomeRepairs.GOLF;
import static io.fleetfix.application.repair.SomeRepairs.ID;
import static io.fleetfix.application.repair.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.KeyReused;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.application.repair.RepairOutcome.Refused;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Refusal;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairState.Completed;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import io.fleetfix.domain.Workshop;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What comes under a key has its effect once. */
class OnceTest {
  private static final Workshop WORKSHOP =
      new Workshop(EUR, ZoneOffset.UTC, new InvoiceSeries("INV"));
  private static final Money PRICE = Money.parse("4.05", "EUR");
  private static final Once ONCE = once('a');
  private static final Once OTHERWISE = once('b');

  private final SplittableRandom random = new SplittableRandom(11);
  private Instant now = NOW;

  @Test
  void opensOneRepairAndStoresTheRequestWithIt() {
    RepairStore store = new RepairStore();

    RepairOutcome first = open(ONCE, store, store);
    RepairOutcome second = open(ONCE, store, store);

    assertThat(first).isEqualTo(new Done(store.theRepair()));
    assertThat(second).isEqualTo(first);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(store.requests())
        .containsExactly(
            new Request(ONCE.key(), ONCE.hash(), new Request.Opened(store.theRepair().id()), NOW));
  }

  @Test
  void addsOneLineAndStoresTheRequestWithIt() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome first = add(ONCE, store, store);
    RepairOutcome second = add(ONCE, store, store);

    assertThat(first).isEqualTo(new Done(store.theRepair()));
    assertThat(second).isEqualTo(first);
    assertThat(store.theRepair().work()).hasSize(2).startsWith(BRAKES);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(store.requests())
        .containsExactly(
            new Request(
                ONCE.key(),
                ONCE.hash(),
                new Request.WorkAdded(ID, store.theRepair().work().getLast().lineId()),
                NOW));
  }

  @Test
  void answersFromWhatIsStoredByThen() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    add(ONCE, store, store);
    Repair completed = SomeRepairs.stored(4, new Completed(CLOSED_AT), BRAKES);
    store.overtakeWith(completed);
    add(once("another", 'a'), store, store);

    assertThat(add(ONCE, store, store)).isEqualTo(new Done(completed));
  }

  @Test
  void saysThatAKeyIsTakenByAnotherRequest() {
    RepairStore store = new RepairStore();
    open(ONCE, store, store);

    assertThat(open(OTHERWISE, store, store)).isEqualTo(new KeyReused());
    assertThat(add(OTHERWISE, store, store)).isEqualTo(new KeyReused());

    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void findsTheWinnerWhenTheSameRequestIsQuicker() {
    RepairStore opened = new RepairStore();
    RepairStore worked = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome open = open(ONCE, opened, overtakenBy(() -> open(ONCE, opened, opened), opened));
    RepairOutcome add = add(ONCE, worked, overtakenBy(() -> add(ONCE, worked, worked), worked));

    assertThat(open).isEqualTo(new Done(opened.theRepair()));
    assertThat(opened.commits()).isEqualTo(1);
    assertThat(add).isEqualTo(new Done(worked.theRepair()));
    assertThat(worked.commits()).isEqualTo(1);
    assertThat(worked.theRepair().work()).hasSize(2);
  }

  @Test
  void findsTheWinnerWhenAnotherRequestIsQuicker() {
    RepairStore store = new RepairStore();

    RepairOutcome outcome =
        open(ONCE, store, overtakenBy(() -> open(OTHERWISE, store, store), store));

    assertThat(outcome).isEqualTo(new KeyReused());
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void findsItsOwnEffectWhenTheAnswerToItsCommitIsLost() {
    RepairStore opened = new RepairStore();
    RepairStore worked = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome open = open(ONCE, opened, LostAnswers.losingFirst(1, opened));
    RepairOutcome add = add(ONCE, worked, LostAnswers.losingFirst(1, worked));

    assertThat(open).isEqualTo(new Done(opened.theRepair()));
    assertThat(opened.commits()).isEqualTo(1);
    assertThat(add).isEqualTo(new Done(worked.theRepair()));
    assertThat(worked.theRepair().work()).hasSize(2);
  }

  @Test
  void keepsTheKeyFreeWhenTheCommandIsRefused() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    assertThat(add(ONCE, store, store)).isEqualTo(new Refused(Refusal.COMPLETED));
    assertThat(add(OTHERWISE, store, store)).isEqualTo(new Refused(Refusal.COMPLETED));

    assertThat(store.requests()).isEmpty();
  }

  @Test
  void keepsTheKeyFreeWhenTheRepairIsUnknown() {
    RepairStore store = new RepairStore();

    assertThat(add(ONCE, store, store)).isEqualTo(new NotFound());

    assertThat(store.requests()).isEmpty();
  }

  @Test
  void keepsTheKeyFreeWhenAValueIsNotAllowed() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store, store).open(ONCE, GOLF, ADA, " "));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> addWork(store, store).add(ONCE, ID, "Bulb", Money.parse("4.05", "USD")));

    assertThat(store.requests()).isEmpty();
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void forgetsAKeyAfterADay() {
    RepairStore store = new RepairStore();
    RepairOutcome first = open(ONCE, store, store);

    now = NOW.plus(Request.RETENTION).minusMillis(1);
    assertThat(open(ONCE, store, store)).isEqualTo(first);
    now = NOW.plus(Request.RETENTION);
    RepairOutcome next = open(OTHERWISE, store, store);

    assertThat(next).isInstanceOf(Done.class).isNotEqualTo(first);
    assertThat(store.commits()).isEqualTo(2);
  }

  private RepairOutcome open(Once once, RepairStore store, UnitOfWork door) {
    return openRepair(store, door).open(once, GOLF, ADA, "Squeals when braking");
  }

  private RepairOutcome add(Once once, RepairStore store, UnitOfWork door) {
    return addWork(store, door).add(once, ID, "Bulb, left", PRICE);
  }

  private OpenRepair openRepair(RepairStore store, UnitOfWork door) {
    return new OpenRepair(store, store, door, WORKSHOP, random, () -> now);
  }

  private AddWork addWork(RepairStore store, UnitOfWork door) {
    return new AddWork(store, store, door, random, () -> now);
  }

  /** A door at which somebody else is first, each time. */
  private static UnitOfWork overtakenBy(Runnable other, UnitOfWork door) {
    return changes -> {
      other.run();
      door.commit(changes);
    };
  }

  private static Once once(char what) {
    return once("key", what);
  }

  private static Once once(String key, char what) {
    return new Once(new IdempotencyKey(key), new RequestHash(Character.toString(what).repeat(64)));
  }
}
