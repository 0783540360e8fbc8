package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Change;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InMemoryOutboxStreamTest {
  private final InMemoryStore store =
      new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
  private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final AtomicInteger pauses = new AtomicInteger();
  private final InMemoryOutboxStream stream =
      new InMemoryOutboxStream(store, nanos -> pauses.incrementAndGet());

  @Test
  void gathersMoreEntriesWhenFewAreThere() throws Exception {
    ship(InMemoryOutboxStream.MAX_ENTRIES - 1);

    assertThat(stream.take(Duration.ZERO, entries -> {}))
        .isEqualTo(InMemoryOutboxStream.MAX_ENTRIES - 1);

    assertThat(pauses).hasValue(1);
  }

  @Test
  void doesNotPauseWhileAFullBatchWaits() throws Exception {
    ship(3 * InMemoryOutboxStream.MAX_ENTRIES);

    for (int batch = 0; batch < 3; batch++) {
      assertThat(stream.take(Duration.ZERO, entries -> {}))
          .isEqualTo(InMemoryOutboxStream.MAX_ENTRIES);
    }

    assertThat(pauses).hasValue(0);
  }

  private void ship(int count) {
    for (int i = 0; i < count; i++) {
      Change<Parcel> packed = Parcels.packed();
      unitOfWork.commit(packed);
      unitOfWork.commit(Parcels.shipped(packed.state(), NOON));
    }
  }
}
