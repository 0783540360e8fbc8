package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.DeliveryLedgerContract;
import io.fleetfix.application.port.InvoicesContract;
import io.fleetfix.application.port.NoticesContract;
import io.fleetfix.application.port.OutboxStreamContract;
import io.fleetfix.application.port.RepairsContract;
import io.fleetfix.application.port.RequestsContract;
import io.fleetfix.application.port.StorageUnderTest;
import io.fleetfix.application.port.UnitOfWorkContract;
import io.fleetfix.support.localaws.DynamoDbLocal;
import io.fleetfix.support.localaws.DynamoDbLocalExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoDbLocalExtension.class)
class DynamoDbStorageTest {
  /** One database a test. */
  abstract static class Fresh {
    private final FreshTables tables;

    Fresh(DynamoDbLocal local) {
      tables = new FreshTables(local);
    }

    @AfterEach
    void close() {
      tables.close();
    }

    public StorageUnderTest storage() {
      return tables.storage();
    }
  }

  @Nested
  class DynamoDbUnitOfWorkTest extends Fresh implements UnitOfWorkContract {
    DynamoDbUnitOfWorkTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbRepairsTest extends Fresh implements RepairsContract {
    DynamoDbRepairsTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbInvoicesTest extends Fresh implements InvoicesContract {
    DynamoDbInvoicesTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbNoticesTest extends Fresh implements NoticesContract {
    DynamoDbNoticesTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbRequestsTest extends Fresh implements RequestsContract {
    DynamoDbRequestsTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbDeliveryLedgerTest extends Fresh implements DeliveryLedgerContract {
    DynamoDbDeliveryLedgerTest(DynamoDbLocal local) {
      super(local);
    }
  }

  @Nested
  class DynamoDbOutboxStreamTest extends Fresh implements OutboxStreamContract {
    DynamoDbOutboxStreamTest(DynamoDbLocal local) {
      super(local);
    }
  }
}
