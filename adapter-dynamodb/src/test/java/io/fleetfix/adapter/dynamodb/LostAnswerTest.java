package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.LossyProxy;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The store has done it and nobody was told: the caller gets the stored truth, and it is done once.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class LostAnswerTest {
  private final FreshTables tables;
  private final LossyProxy proxy;
  private final DynamoDbConnection lossy;
  private final DynamoDbRepairs repairs;
  private final Requests requests;
  private final Backlog backlog;
  private final UnitOfWork unitOfWork;

  LostAnswerTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    proxy = new LossyProxy(local.endpoint());
    lossy = tables.connectionTo(proxy.endpoint());
    repairs = new DynamoDbRepairs(tables.client(), FreshTables.TABLE);
    requests = new DynamoDbRequests(tables.client(), FreshTables.TABLE);
    backlog = tables.storage().backlog();
    unitOfWork = FreshTables.unitOfWork(lossy.tables());
  }

  @AfterEach
  void close() {
    lossy.close();
    proxy.close();
    tables.close();
  }

  @Test
  void addsOneLineWhenItsAnswerIsLost() {
    Repair repair = openRepair();
    proxy.dropAnswers(1);

    var outcome =
        new AddWork(
                repairs,
                requests,
                unitOfWork,
                new SplittableRandom(1),
                InstantSource.fixed(TWO_O_CLOCK))
            .add(repair.id(), "Brake pads", Money.parse("120.00", "EUR"));

    Repair stored = repairs.find(repair.id()).orElseThrow();
    assertThat(outcome).isEqualTo(new Done(stored));
    assertThat(stored.work()).hasSize(1);
  }

  @Test
  void completesOnceWhenManyAnswersAreLost() {
    Repair repair = openRepair();
    proxy.dropAnswers(7); // more than the SDK's own attempts at one call

    var outcome =
        new CompleteRepair(repairs, unitOfWork, InstantSource.fixed(TWO_O_CLOCK))
            .complete(repair.id());

    Repair stored = repairs.find(repair.id()).orElseThrow();
    assertThat(outcome).isEqualTo(new Done(stored));
    assertThat(
            new FindRepairs(repairs, tables.storage().ledger()).events(repair.id()).orElseThrow())
        .hasSize(1);
    assertThat(backlog.size().pending()).isEqualTo(1);
  }

  @Test
  void saysSoWhenNoClearAnswerComesInTime() {
    Repair repair = openRepair();
    proxy.dropAnswers(Integer.MAX_VALUE);
    AtomicLong clock = new AtomicLong();
    UnitOfWork impatient =
        new DynamoDbUnitOfWork(
            lossy.tables(),
            FreshTables.TABLE,
            new SplittableRandom(1),
            () -> clock.getAndAdd(11_000_000_000L));

    assertThatThrownBy(
            () ->
                new CompleteRepair(repairs, impatient, InstantSource.fixed(NOON))
                    .complete(repair.id()))
        .isInstanceOf(StorageUnavailable.class);

    proxy.dropAnswers(0);
    var again =
        new CompleteRepair(repairs, unitOfWork, InstantSource.fixed(TWO_O_CLOCK))
            .complete(repair.id());
    assertThat(again).isEqualTo(new Done(repairs.find(repair.id()).orElseThrow()));
    assertThat(backlog.size().pending()).isEqualTo(1);
  }

  private Repair openRepair() {
    Change<Repair> opened = opened();
    unitOfWork.commit(opened);
    return opened.state();
  }
}
