package io.fleetfix.adapter.dynamodb;

import io.fleetfix.testing.contract.BacklogContract;
import io.fleetfix.testing.contract.DeliveryLedgerContract;
import io.fleetfix.testing.contract.InvoicesContract;
import io.fleetfix.testing.contract.NoticesContract;
import io.fleetfix.testing.contract.OutboxStreamContract;
import io.fleetfix.testing.contract.QuarantineContract;
import io.fleetfix.testing.contract.ReceiptsContract;
import io.fleetfix.testing.contract.RedeliveriesContract;
import io.fleetfix.testing.contract.RepairsContract;
import io.fleetfix.testing.contract.RequestsContract;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.contract.UnitOfWorkContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contracts of every port that DynamoDB serves. */
abstract class StorageContracts {
  private final URI endpoint;

  StorageContracts(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** One database a test. */
  abstract class Fresh {
    private final FreshTables tables = new FreshTables(endpoint);

    @AfterEach
    void close() {
      tables.close();
    }

    public StorageUnderTest storage() {
      return tables.storage();
    }
  }

  @Nested
  class DynamoDbUnitOfWorkTest extends Fresh implements UnitOfWorkContract {}

  @Nested
  class DynamoDbRepairsTest extends Fresh implements RepairsContract {}

  @Nested
  class DynamoDbInvoicesTest extends Fresh implements InvoicesContract {}

  @Nested
  class DynamoDbNoticesTest extends Fresh implements NoticesContract {}

  @Nested
  class DynamoDbRequestsTest extends Fresh implements RequestsContract {}

  @Nested
  class DynamoDbDeliveryLedgerTest extends Fresh implements DeliveryLedgerContract {}

  @Nested
  class DynamoDbBacklogTest extends Fresh implements BacklogContract {}

  @Nested
  class DynamoDbQuarantineTest extends Fresh implements QuarantineContract {}

  @Nested
  class DynamoDbReceiptsTest extends Fresh implements ReceiptsContract {}

  @Nested
  class DynamoDbRedeliveriesTest extends Fresh implements RedeliveriesContract {}

  @Nested
  class DynamoDbOutboxStreamTest extends Fresh implements OutboxStreamContract {}
}
