package io.fleetfix.adapter.inmemory;

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
import org.junit.jupiter.api.Nested;

class InMemoryStorageTest {
  private static StorageUnderTest freshStorage() {
    InMemoryWorkshop workshop = new InMemoryWorkshop();
    return new StorageUnderTest(
        new InMemoryUnitOfWork(workshop),
        new InMemoryRepairs(workshop),
        new InMemoryInvoices(workshop),
        new InMemoryNotices(workshop),
        new InMemoryRequests(workshop),
        new InMemoryDeliveryLedger(workshop),
        new InMemoryBacklog(workshop),
        new InMemoryQuarantine(workshop),
        new InMemoryReceipts(),
        new InMemoryRedeliveries(),
        new InMemoryOutboxStream(workshop));
  }

  /** One store a test. */
  abstract static class Fresh {
    private final StorageUnderTest storage = freshStorage();

    public StorageUnderTest storage() {
      return storage;
    }
  }

  @Nested
  class InMemoryUnitOfWorkTest extends Fresh implements UnitOfWorkContract {}

  @Nested
  class InMemoryRepairsTest extends Fresh implements RepairsContract {}

  @Nested
  class InMemoryInvoicesTest extends Fresh implements InvoicesContract {}

  @Nested
  class InMemoryNoticesTest extends Fresh implements NoticesContract {}

  @Nested
  class InMemoryRequestsTest extends Fresh implements RequestsContract {}

  @Nested
  class InMemoryDeliveryLedgerTest extends Fresh implements DeliveryLedgerContract {}

  @Nested
  class InMemoryBacklogTest extends Fresh implements BacklogContract {}

  @Nested
  class InMemoryQuarantineTest extends Fresh implements QuarantineContract {}

  @Nested
  class InMemoryReceiptsTest extends Fresh implements ReceiptsContract {}

  @Nested
  class InMemoryRedeliveriesTest extends Fresh implements RedeliveriesContract {}

  @Nested
  class InMemoryOutboxStreamTest extends Fresh implements OutboxStreamContract {}
}
