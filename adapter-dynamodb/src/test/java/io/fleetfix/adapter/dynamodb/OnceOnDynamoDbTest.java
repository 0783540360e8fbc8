package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Together.together;
import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.Once;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.application.repair.RepairOutcome;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.KeyReused;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.LossyProxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has a key has its effect once, whoever asks again and whatever was lost. */
@ExtendWith(DynamoDbLocalExtension.class)
class OnceOnDynamoDbTest {
  private static final Once ONCE = once("0");
  private static final Money PRICE = Money.parse("120.00", "EUR");

  private final FreshTables tables;
  private final LossyProxy proxy;
  private final DynamoDbConnection lossy;
  private final DynamoDbRepairs repairs;
  private Instant now = NOON;

  OnceOnDynamoDbTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    proxy = new LossyProxy(local.endpoint());
    lossy = tables.connectionTo(proxy.endpoint());
    repairs = new DynamoDbRepairs(tables.client(), FreshTables.TABLE);
  }

  @AfterEach
  void close() {
    lossy.close();
    proxy.close();
    tables.close();
  }

  @Test
  void aProcessThatStartsLaterGivesTheSameAnswer() {
    RepairOutcome first = open(tables.connection(), ONCE);

    now = NOON.plus(Request.RETENTION).minusMillis(1);
    try (DynamoDbConnection later = tables.connectionTo(proxy.endpoint())) {
      assertThat(open(later, ONCE)).isEqualTo(first);
      assertThat(open(later, once("1"))).isEqualTo(new KeyReused());
    }

    assertThat(openRepairs()).hasSize(1);
  }

  @Test
  void theKeyIsFreeAgainAfterADayThoughItsRowIsStillThere() {
    RepairOutcome first = open(tables.connection(), ONCE);

    now = NOON.plus(Request.RETENTION);

    assertThat(open(tables.connection(), ONCE)).isNotEqualTo(first);
    assertThat(openRepairs()).hasSize(2);
  }

  @Test
  void sixteenAtOnceHaveOneEffectAndOneAnswer() throws Exception {
    List<RepairOutcome> outcomes = together(16, () -> open(tables.connection(), ONCE));

    assertThat(outcomes).containsOnly(outcomes.getFirst());
    assertThat(openRepairs()).hasSize(1);
  }

  @Test
  void addsOneLineWhenItsAnswerIsLostAndTheSenderAsksAgain() {
    Repair repair = opened().state();
    FreshTables.unitOfWork(tables.client()).commit(opened(repair.id(), NOON));
    AddWork addWork =
        new AddWork(
            repairs,
            new DynamoDbRequests(tables.client(), FreshTables.TABLE),
            FreshTables.unitOfWork(lossy.tables()),
            new SecureRandom(),
            () -> now);
    proxy.dropAnswers(1);

    RepairOutcome first = addWork.add(ONCE, repair.id(), "Brake pads", PRICE);
    now = NOON.plus(Duration.ofMinutes(11)); // no token is remembered that long
    RepairOutcome again = addWork.add(ONCE, repair.id(), "Brake pads", PRICE);

    Repair stored = repairs.find(repair.id()).orElseThrow();
    assertThat(List.of(first, again)).containsOnly(new Done(stored));
    assertThat(stored.work()).hasSize(1);
  }

  private RepairOutcome open(DynamoDbConnection connection, Once once) {
    return new OpenRepair(
            new DynamoDbRepairs(connection.tables(), FreshTables.TABLE),
            new DynamoDbRequests(connection.tables(), FreshTables.TABLE),
            FreshTables.unitOfWork(connection.tables()),
            WORKSHOP,
            new SecureRandom(),
            () -> now)
        .open(once, VEHICLE, CUSTOMER, "Brakes squeal");
  }

  private List<Repair> openRepairs() {
    return repairs.list(RepairStatus.OPEN, new PageRequest(200, null)).items();
  }

  private static Once once(String digit) {
    return new Once(new IdempotencyKey("a-key"), new RequestHash(digit.repeat(64)));
  }
}
