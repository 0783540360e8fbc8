package io.fleetfix.adapter.dynamodb;

import io.fleetfix.testing.contract.ContactsContract;
import io.fleetfix.testing.contract.DocumentsContract;
import io.fleetfix.testing.contract.EventIdsContract;
import io.fleetfix.testing.contract.InvoiceDatesContract;
import io.fleetfix.testing.contract.InvoicesContract;
import io.fleetfix.testing.contract.NoticesContract;
import io.fleetfix.testing.contract.RepairsContract;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.contract.WorkshopUnitOfWorkContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contracts of the workshop's ports. The outbox's contracts run in outbox/dynamodb. */
abstract class StorageContracts {
  private final URI endpoint;

  StorageContracts(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** One database per test. */
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
  class DynamoDbUnitOfWorkTest extends Fresh implements WorkshopUnitOfWorkContract {}

  @Nested
  class DynamoDbRepairsTest extends Fresh implements RepairsContract {}

  @Nested
  class DynamoDbInvoicesTest extends Fresh implements InvoicesContract {}

  @Nested
  class DynamoDbDocumentsTest extends Fresh implements DocumentsContract {}

  @Nested
  class DynamoDbInvoiceDatesTest extends Fresh implements InvoiceDatesContract {
    @Override
    public int rounds() {
      return 5;
    }
  }

  @Nested
  class DynamoDbNoticesTest extends Fresh implements NoticesContract {}

  @Nested
  class DynamoDbContactsTest extends Fresh implements ContactsContract {}

  @Nested
  class DynamoDbEventIdsTest extends Fresh implements EventIdsContract {}
}
