package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger's number of calls to the table. A write whose condition fails costs too. */
@ExtendWith(DynamoDbLocalExtension.class)
class ReceiptCostTest {
  private static final String WRITE = "UpdateItemRequest";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final FreshTables tables;
  private final DynamoDbClient client;
  private final DynamoDbOutboxLedger ledger;

  ReceiptCostTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    client =
        tables.watchedClient(
            local.endpoint(),
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(
                  Context.BeforeExecution context, ExecutionAttributes attributes) {
                asked.add(context.request().getClass().getSimpleName());
              }
            });
    ledger = FreshTables.ledger(client);
  }

  @AfterEach
  void close() {
    client.close();
    tables.close();
  }

  @Test
  void aReceiptCostsOneCall() {
    ledger.confirm(tables.raised(NOON), TWO_O_CLOCK);

    assertThat(asked).containsExactly(WRITE);
  }

  @Test
  void aRepeatedReceiptCostsOneCallAndChangesNothing() {
    OutboxEntry entry = tables.raised(NOON);
    tables.ledger().confirm(entry, TWO_O_CLOCK);
    Map<String, AttributeValue> before = tables.row(entry);

    assertThat(ledger.confirm(entry, TWO_O_CLOCK.plusSeconds(1))).isEqualTo(Confirmation.REPEATED);

    assertThat(asked).containsExactly(WRITE);
    assertThat(tables.row(entry)).isEqualTo(before);
  }

  @Test
  void anUnknownReceiptCostsOneCallAndCreatesNothing() {
    OutboxEntry unknown = Parcels.entry();

    assertThat(ledger.confirm(unknown, TWO_O_CLOCK)).isEqualTo(Confirmation.UNKNOWN);

    assertThat(asked).containsExactly(WRITE);
    assertThat(tables.row(unknown)).isEmpty();
  }

  @Test
  void aClaimOfAPendingEntryCostsOneWrite() {
    OutboxEntry entry = tables.raised(NOON);

    ledger.claimResend(Delivery.pending(entry), TWO_O_CLOCK, TWO_O_CLOCK);

    assertThat(asked).containsExactly(WRITE);
  }
}
