package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.OutboxStream;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What {@link OutboxStream} promises. */
public interface OutboxStreamContract {
  /** Long enough for a store to show a commit in its stream. */
  Duration LONG = Duration.ofSeconds(30);

  /** Long enough to see that nothing comes; a slow store only makes the test weaker, never red. */
  Duration SHORT = Duration.ofMillis(300);

  StorageUnderTest storage();

  @Test
  default void handsOverEachCommittedEntryOnce() throws Exception {
    StorageUnderTest storage = storage();
    List<OutboxEntry> raised = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      raised.add(complete(storage, opened().state()));
    }

    List<OutboxEntry> taken = take(storage, raised.size());

    assertThat(taken).containsExactlyInAnyOrderElementsOf(raised);
    assertThat(storage.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void handsTheSameEntriesOverAgainWhenTheTakerFails() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry raised = complete(storage, opened().state());

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  storage.stream()
                      .take(
                          LONG,
                          entries -> {
                            assertThat(entries).containsExactly(raised);
                            throw new IllegalStateException("The bus is down");
                          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The bus is down");
    }

    assertThat(take(storage, 1)).containsExactly(raised);
    assertThat(storage.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void handsOverNothingButNewEntries() throws Exception {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Brake pads", "120.00")));
    storage.unitOfWork().commit(worked);
    OutboxEntry completed = completeStored(storage, worked.state());
    Repair closed = storage.repairs().find(opened.state().id()).orElseThrow();
    InvoiceNumbers taken = InvoiceNumbers.none(WORKSHOP.series(), 2025).take();
    Change<Invoice> issued = Invoice.issue(closed, taken.newest(), TWO_O_CLOCK);
    storage.unitOfWork().commit(issued, Change.of(taken));
    storage.unitOfWork().commit(Notice.post(completed.eventId(), closed, TWO_O_CLOCK));
    storage.ledger().confirm(completed.eventId(), TWO_O_CLOCK);

    List<OutboxEntry> entries = take(storage, 2);

    assertThat(entries)
        .containsExactlyInAnyOrder(completed, OutboxEntry.of(issued.events().getFirst()));
    assertThat(storage.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void waitsForAnEntryThatIsCommittedLater() throws Exception {
    StorageUnderTest storage = storage();
    CompletableFuture<List<OutboxEntry>> waiting =
        CompletableFuture.supplyAsync(() -> takeUnchecked(storage));

    OutboxEntry raised = complete(storage, opened().state());

    assertThat(waiting.get()).containsExactly(raised);
  }

  @Test
  default void callsNobodyWhenNothingComes() throws Exception {
    int taken =
        storage().stream()
            .take(
                Duration.ZERO,
                entries -> {
                  throw new AssertionError("Nothing was committed: " + entries);
                });

    assertThat(taken).isZero();
  }

  private static OutboxEntry complete(StorageUnderTest storage, Repair repair) {
    storage.unitOfWork().commit(Change.of(repair));
    return completeStored(storage, repair);
  }

  private static OutboxEntry completeStored(StorageUnderTest storage, Repair repair) {
    Change<Repair> completed = accepted(repair.complete(NOON));
    storage.unitOfWork().commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }

  private static List<OutboxEntry> take(StorageUnderTest storage, int expected)
      throws InterruptedException {
    List<OutboxEntry> all = new ArrayList<>();
    while (all.size() < expected && storage.stream().take(LONG, all::addAll) > 0) {
      assertThat(all).doesNotHaveDuplicates();
    }
    return all;
  }

  private static List<OutboxEntry> takeUnchecked(StorageUnderTest storage) {
    try {
      return take(storage, 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
