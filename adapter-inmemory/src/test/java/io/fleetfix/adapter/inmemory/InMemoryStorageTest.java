package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.testing.contract.ContactsContract;
import io.fleetfix.testing.contract.DocumentsContract;
import io.fleetfix.testing.contract.EventIdsContract;
import io.fleetfix.testing.contract.InvoiceDatesContract;
import io.fleetfix.testing.contract.InvoicesContract;
import io.fleetfix.testing.contract.NoticesContract;
import io.fleetfix.testing.contract.RepairsContract;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.contract.WorkshopUnitOfWorkContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

class InMemoryStorageTest {
  private static StorageUnderTest freshStorage() {
    List<InMemoryKind<?>> kinds = new ArrayList<>(InMemoryInvoices.KINDS);
    kinds.addAll(List.of(InMemoryRepairs.KIND, InMemoryNotices.KIND, InMemoryContacts.KIND));
    InMemoryStore store =
        new InMemoryStore(WorkshopOutbox.FORMAT, kinds.toArray(InMemoryKind<?>[]::new));
    return new StorageUnderTest(
        new InMemoryWorkshopUnitOfWork(store),
        new InMemoryRepairs(store),
        new InMemoryInvoices(store),
        new InMemoryNotices(store),
        new InMemoryContacts(store),
        new InMemoryIdempotencyRecords(store),
        store.outbox());
  }

  /** One store per test. */
  abstract static class Fresh {
    private final StorageUnderTest storage = freshStorage();

    public StorageUnderTest storage() {
      return storage;
    }
  }

  @Nested
  class InMemoryUnitOfWorkTest extends Fresh implements WorkshopUnitOfWorkContract {}

  @Nested
  class InMemoryRepairsTest extends Fresh implements RepairsContract {}

  @Nested
  class InMemoryInvoicesTest extends Fresh implements InvoicesContract {}

  @Nested
  class InMemoryDocumentsTest extends Fresh implements DocumentsContract {}

  @Nested
  class InMemoryInvoiceDatesTest extends Fresh implements InvoiceDatesContract {
    @Override
    public int rounds() {
      return 300;
    }
  }

  @Nested
  class InMemoryNoticesTest extends Fresh implements NoticesContract {}

  @Nested
  class InMemoryContactsTest extends Fresh implements ContactsContract {}

  @Nested
  class InMemoryEventIdsTest extends Fresh implements EventIdsContract {}
}
