package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Together.together;
import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.testing.contract.AnyText;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.LossyProxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A request with an idempotency key takes effect once, across retries, restarts and lost responses.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class OnceOnDynamoDbTest {
  private static final IdempotentRequest ONCE = once("0");
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
    repairs = new DynamoDbRepairs(tables.client(), FreshTables.TABLE, ReadProblems.LOGGED);
  }

  @AfterEach
  void close() {
    lossy.close();
    proxy.close();
    tables.close();
  }

  @Test
  void aRestartedProcessGivesTheSameResponse() {
    Outcome<Repair, Refusal> first = open(tables.connection(), ONCE);

    now = NOON.plus(IdempotencyRecord.RETENTION).minusMillis(1);
    try (DynamoDbConnection later = tables.connectionTo(proxy.endpoint())) {
      assertThat(open(later, ONCE)).isEqualTo(first);
      assertThat(open(later, once("1"))).isEqualTo(new KeyReused<>());
    }

    assertThat(openRepairs()).hasSize(1);
  }

  @Test
  void aKeyExpiresAfterADayEvenIfItsRowStillExists() {
    Outcome<Repair, Refusal> first = open(tables.connection(), ONCE);

    now = NOON.plus(IdempotencyRecord.RETENTION);

    assertThat(open(tables.connection(), ONCE)).isNotEqualTo(first);
    assertThat(openRepairs()).hasSize(2);
  }

  @Test
  void sixteenConcurrentRequestsTakeEffectOnce() throws Exception {
    List<Outcome<Repair, Refusal>> outcomes = together(16, () -> open(tables.connection(), ONCE));

    assertThat(outcomes).containsOnly(outcomes.getFirst());
    assertThat(openRepairs()).hasSize(1);
  }

  @Test
  void addsOneLineWhenTheResponseIsLostAndTheClientRetries() {
    Repair repair = opened().state();
    tables.storage().unitOfWork().commit(opened(repair.id(), NOON));
    AddWork addWork =
        new AddWork(
            FreshTables.storage(lossy.tables()).command(() -> now),
            AnyText.charge(WORKSHOP),
            new SecureRandom());
    Charge charge = new Charge(Item.labour("Brake pads", PRICE), Optional.empty());
    proxy.dropAnswers(1);

    Outcome<Repair, Refusal> first = addWork.add(repair.id(), charge, CommandOptions.once(ONCE));
    now =
        NOON.plus(Duration.ofMinutes(11)); // Longer than DynamoDB remembers a client request token.
    Outcome<Repair, Refusal> again = addWork.add(repair.id(), charge, CommandOptions.once(ONCE));

    Repair stored = repairs.find(repair.id()).orElseThrow();
    assertThat(List.of(first, again)).containsOnly(new Done<>(stored));
    assertThat(stored.work()).hasSize(1);
  }

  private Outcome<Repair, Refusal> open(DynamoDbConnection connection, IdempotentRequest once) {
    return new OpenRepair(
            FreshTables.storage(connection.tables()).command(() -> now),
            WORKSHOP,
            Optional::of,
            AnyText.PRINT,
            new SecureRandom(),
            () -> now)
        .open(VEHICLE, CUSTOMER, "Brakes squeal", CommandOptions.once(once));
  }

  private List<Repair> openRepairs() {
    return repairs.list(RepairStatus.OPEN, new PageRequest(200, null)).items();
  }

  private static IdempotentRequest once(String digit) {
    return new IdempotentRequest(
        "front desk", new IdempotencyKey("a-key"), new RequestHash(digit.repeat(64)));
  }
}
