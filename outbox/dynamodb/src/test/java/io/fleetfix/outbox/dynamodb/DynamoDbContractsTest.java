package io.fleetfix.outbox.dynamodb;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.IdempotencyRecordsContract;
import io.fleetfix.outbox.contracts.OutboxLedgerContract;
import io.fleetfix.outbox.contracts.OutboxStreamContract;
import io.fleetfix.outbox.contracts.RedeliveriesContract;
import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.contracts.UnitOfWorkContract;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.contracts.headofline.SweepLine;
import io.fleetfix.outbox.contracts.headofline.SweepLine.Trouble;
import io.fleetfix.outbox.contracts.health.HeartbeatContract;
import io.fleetfix.outbox.contracts.sweeper.ReceiptsContract;
import io.fleetfix.outbox.contracts.sweeper.ReconcileMemoryContract;
import io.fleetfix.outbox.contracts.sweeper.SweepMemoryContract;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts of all ports that this module implements, on DynamoDB Local. */
@ExtendWith(DynamoDbLocalExtension.class)
class DynamoDbContractsTest {
  private final DynamoDbLocal local;

  DynamoDbContractsTest(DynamoDbLocal local) {
    this.local = local;
  }

  /** One database per test. */
  abstract class Fresh {
    private final FreshTables tables = new FreshTables(local);

    @AfterEach
    void close() {
      tables.close();
    }

    public StoreUnderTest store() {
      return tables;
    }
  }

  @Nested
  class DynamoDbUnitOfWorkTest extends Fresh implements UnitOfWorkContract {}

  @Nested
  class DynamoDbIdempotencyRecordsTest extends Fresh implements IdempotencyRecordsContract {}

  @Nested
  class DynamoDbOutboxLedgerTest extends Fresh implements OutboxLedgerContract {}

  @Nested
  class DynamoDbOutboxStreamTest extends Fresh implements OutboxStreamContract {}

  @Nested
  class DynamoDbReceiptsTest extends Fresh implements ReceiptsContract {}

  @Nested
  class DynamoDbHeartbeatTest extends Fresh implements HeartbeatContract {}

  @Nested
  class DynamoDbSweepMemoryTest extends Fresh implements SweepMemoryContract {}

  @Nested
  class DynamoDbReconcileMemoryTest extends Fresh implements ReconcileMemoryContract {}

  @ParameterizedClass
  @EnumSource(Trouble.class)
  @Nested
  class DynamoDbSweepLineTest implements HeadOfLineContract {
    private final Trouble trouble;

    DynamoDbSweepLineTest(Trouble trouble) {
      this.trouble = trouble;
    }

    @Override
    public Line newLine() {
      return new SweepLine(new FreshTables(local), trouble);
    }
  }

  @Nested
  class DynamoDbRedeliveriesTest extends Fresh implements RedeliveriesContract {}
}
