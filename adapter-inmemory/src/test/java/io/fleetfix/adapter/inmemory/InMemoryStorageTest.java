package io.fleetfix.adapter.inmemory;

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
