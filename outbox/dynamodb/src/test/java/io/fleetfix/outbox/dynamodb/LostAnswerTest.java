package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcel.Refusal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.LossyProxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The store commits but its answer is lost: the caller gets the stored state, and the effect
 * happens once.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class LostAnswerTest {
  private final FreshTables tables;
  private final LossyProxy proxy;
  private final DynamoDbConnection lossy;
  private final UnitOfWork unitOfWork;

  LostAnswerTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    proxy = new LossyProxy(local.endpoint());
    lossy = tables.connectionTo(proxy.endpoint());
    unitOfWork = FreshTables.unitOfWork(lossy.tables());
  }

  @AfterEach
  void close() {
    lossy.close();
    proxy.close();
    tables.close();
  }

  @Test
  void repacksOnceWhenTheAnswerIsLost() {
    Parcel packed = tables.packed();
    proxy.dropAnswers(1);

    Outcome<Parcel, Refusal> outcome =
        commands(unitOfWork)
            .change(packed.id(), parcel -> parcel.repack("Two books"), CommandOptions.NONE);

    assertThat(outcome)
        .isEqualTo(new Done<>(new Parcel(packed.id(), new Version(2), "Two books", null)));
    assertThat(outcome).isEqualTo(new Done<>(tables.parcel(packed.id()).orElseThrow()));
  }

  @Test
  void shipsOnceWhenManyAnswersAreLost() {
    Parcel packed = tables.packed();
    proxy.dropAnswers(7); // more than the SDK's own attempts per call

    Outcome<Parcel, Refusal> outcome = ship(unitOfWork, packed.id(), TWO_O_CLOCK);

    assertShippedOnce(packed.id(), outcome);
  }

  @Test
  void restoresOnceWhenManyAnswersAreLost() {
    Change<Parcel> shipped = Parcels.shipped(tables.packed(), NOON);
    tables.unitOfWork().commit(shipped.withoutEvents());
    proxy.dropAnswers(7);

    unitOfWork.restore(new Restoration<>(shipped.state(), shipped.events()));

    assertThat(tables.ledger().size().pending()).isEqualTo(1);
  }

  @Test
  void reportsUnavailableWithoutAClearAnswerInTime() {
    Parcel packed = tables.packed();
    proxy.dropAnswers(Integer.MAX_VALUE);
    AtomicLong clock = new AtomicLong();
    UnitOfWork impatient =
        new DynamoDbUnitOfWork(
            lossy.tables(),
            FreshTables.TABLE,
            Parcels.FORMAT,
            FreshTables.MAPPINGS,
            new SplittableRandom(1),
            () -> clock.getAndAdd(11_000_000_000L));

    assertThatThrownBy(() -> ship(impatient, packed.id(), NOON))
        .isInstanceOf(StorageUnavailable.class);

    proxy.dropAnswers(0);
    assertShippedOnce(packed.id(), ship(unitOfWork, packed.id(), TWO_O_CLOCK));
  }

  @Test
  void anInterruptEndsTheCommitAtOnce() throws Exception {
    Parcel packed = tables.packed();
    proxy.dropAnswers(Integer.MAX_VALUE);
    AtomicLong clockReads = new AtomicLong();
    UnitOfWork waiting =
        new DynamoDbUnitOfWork(
            lossy.tables(),
            FreshTables.TABLE,
            Parcels.FORMAT,
            FreshTables.MAPPINGS,
            new SplittableRandom(1),
            () -> clockReads.incrementAndGet()); // never reaches the deadline
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    AtomicBoolean isInterrupted = new AtomicBoolean();
    Thread committing =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    ship(waiting, packed.id(), NOON);
                  } catch (StorageUnavailable unavailable) {
                    failure.set(unavailable);
                    isInterrupted.set(Thread.currentThread().isInterrupted());
                  }
                });
    eventually(() -> assertThat(clockReads.get()).isGreaterThan(1)); // it retries

    committing.interrupt();

    committing.join(patient(Duration.ofSeconds(30)));
    assertThat(failure.get()).isInstanceOf(StorageUnavailable.class);
    assertThat(isInterrupted).isTrue();
    proxy.dropAnswers(0);
    assertShippedOnce(packed.id(), ship(unitOfWork, packed.id(), TWO_O_CLOCK));
  }

  /** Not counted as a receipt of the fast path: nothing shows which call wrote the mark. */
  @Test
  void aFirstReceiptWhoseAnswerIsLostIsARepeatedOne() {
    OutboxEntry entry = tables.raised(NOON);
    OutboxLedger ledger = FreshTables.ledger(lossy.tables());
    proxy.dropAnswers(1);

    assertThat(ledger.confirm(entry, TWO_O_CLOCK)).isEqualTo(Confirmation.REPEATED);

    assertThat(tables.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  private void assertShippedOnce(String id, Outcome<Parcel, Refusal> outcome) {
    Parcel stored = tables.parcel(id).orElseThrow();
    assertThat(outcome).isEqualTo(new Done<>(stored));
    assertThat(tables.ledger().find(stored.shippedEvent().eventId())).isPresent();
    assertThat(tables.ledger().size().pending()).isEqualTo(1);
  }

  private Outcome<Parcel, Refusal> ship(UnitOfWork by, String id, Instant at) {
    return commands(by).change(id, parcel -> parcel.ship(at), CommandOptions.NONE);
  }

  private ExecuteCommand<Parcel, Refusal> commands(UnitOfWork by) {
    return new ExecuteCommand<>(
        tables::parcel, tables.idempotencyRecords(), by, InstantSource.fixed(NOON));
  }
}
