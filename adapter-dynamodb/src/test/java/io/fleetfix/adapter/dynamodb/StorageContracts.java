package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.BacklogContract;
import io.fleetfix.application.port.DeliveryLedgerContract;
import io.fleetfix.application.port.InvoicesContract;
import io.fleetfix.application.port.NoticesContract;
import io.fleetfix.application.port.OutboxStreamContract;
import io.fleetfix.application.port.QuarantineContract;
import io.fleetfix.application.port.ReceiptsContract;
import io.fleetfix.application.port.RedeliveriesContract;
import io.fleetfix.application.port.RepairsContract;
import io.fleetfix.application.port.RequestsContract;
import io.fleetfix.application.port.StorageUnderTest;
import io.fleetfix.application.port.UnitOfWorkContract;
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
