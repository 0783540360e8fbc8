package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.LONGEST;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.largest;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link Repairs}. */
public interface RepairsContract {
  StorageUnderTest storage();

  @Test
  default void findsNoRepairByAnUnknownId() {
    assertThat(storage().repairs().find(aRepairId())).isEmpty();
  }

  @Test
  default void findsEachStateRightAfterItsCommit() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Brake pads", "120.00")));

    storage.unitOfWork().commit(worked);

    assertThat(storage.repairs().find(opened.state().id())).contains(worked.state());
  }

  @Test
  default void listsEachRepairOnceNewestFirstAcrossPages() throws Exception {
    StorageUnderTest storage = storage();
    List<Repair> repairs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      repairs.add(open(storage, NOON.plusSeconds(i / 2)));
    }

    eventually(
        () -> {
          List<Repair> listed = allPages(storage, RepairStatus.OPEN, 3);
          assertThat(listed).containsExactlyInAnyOrderElementsOf(repairs);
          assertThat(listed)
              .extracting(Repair::openedAt)
              .isSortedAccordingTo(Collections.reverseOrder());
        });
  }

  @Test
  default void returnsNoCursorOnTheLastPage() throws Exception {
    StorageUnderTest storage = storage();
    open(storage, NOON);
    open(storage, NOON.plusSeconds(1));

    eventually(
        () -> {
          Page<Repair> page = storage.repairs().list(RepairStatus.OPEN, new PageRequest(2, null));
          assertThat(page.items()).hasSize(2);
          assertThat(page.nextCursor()).isNull();
        });
  }

  @Test
  default void listsARepairByItsCurrentStatus() throws Exception {
    StorageUnderTest storage = storage();
    Repair completed = open(storage, NOON);
    Repair cancelled = open(storage, NOON.plusSeconds(1));
    Change<Repair> completion = accepted(completed.complete(NOON.plusSeconds(9)));
    Change<Repair> cancellation = accepted(cancelled.cancel("Sold", NOON.plusSeconds(8)));
    storage.unitOfWork().commit(completion);
    storage.unitOfWork().commit(cancellation);

    eventually(
        () -> {
          assertThat(allPages(storage, RepairStatus.OPEN, 50)).isEmpty();
          assertThat(allPages(storage, RepairStatus.COMPLETED, 50))
              .containsExactly(completion.state());
          assertThat(allPages(storage, RepairStatus.CANCELLED, 50))
              .containsExactly(cancellation.state());
        });
  }

  @Test
  default void listsClosedRepairsByTheTimeTheyWereClosed() throws Exception {
    StorageUnderTest storage = storage();
    Repair openedFirst = open(storage, NOON);
    Repair openedLast = open(storage, NOON.plusSeconds(1));
    Change<Repair> endedLast = accepted(openedFirst.complete(NOON.plusSeconds(20)));
    Change<Repair> endedFirst = accepted(openedLast.complete(NOON.plusSeconds(10)));
    storage.unitOfWork().commit(endedFirst);
    storage.unitOfWork().commit(endedLast);

    eventually(
        () ->
            assertThat(allPages(storage, RepairStatus.COMPLETED, 1))
                .containsExactly(endedLast.state(), endedFirst.state()));
  }

  @Test
  default void listsTheCurrentStateOfARepair() throws Exception {
    StorageUnderTest storage = storage();
    Repair repair = open(storage, NOON);
    Change<Repair> worked = accepted(repair.addWork(aWorkLine("Brake pads", "120.00")));
    storage.unitOfWork().commit(worked);

    eventually(
        () -> assertThat(allPages(storage, RepairStatus.OPEN, 50)).containsExactly(worked.state()));
  }

  @Test
  default void storesAndClosesTheLargestRepair() {
    StorageUnderTest storage = storage();
    Change<Repair> completed = storedLargest(storage, NOON);
    Change<Repair> cancelled = storedLargest(storage, NOON);

    storage.unitOfWork().commit(accepted(completed.state().complete(TWO_O_CLOCK)));
    Change<Repair> cancellation = accepted(cancelled.state().cancel(LONGEST, TWO_O_CLOCK));
    storage.unitOfWork().commit(cancellation);

    assertThat(cancelled.state().sizeInBytes()).isEqualTo(Repair.MAX_BYTES);
    assertThat(storage.repairs().find(completed.state().id()).orElseThrow().state())
        .isEqualTo(new Completed(TWO_O_CLOCK));
    assertThat(
            storage
                .repairs()
                .find(cancelled.state().id())
                .equals(Optional.of(cancellation.state())))
        .isTrue();
  }

  /** The newest are small, so that the first page needs more than one read of the store. */
  @Test
  default void endsPagesByBytesAndListsEachRepairOnce() throws Exception {
    StorageUnderTest storage = storage();
    List<RepairId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      Instant at = NOON.plusSeconds(i);
      boolean small = i >= 15 || i % 4 == 3;
      Repair repair = small ? open(storage, at) : storedLargest(storage, at).state();
      newestFirst.addFirst(repair.id());
    }

    eventually(
        () -> {
          List<List<Repair>> pages = pages(storage, RepairStatus.OPEN, 14);
          assertThat(pages.stream().flatMap(List::stream).map(Repair::id))
              .containsExactlyElementsOf(newestFirst);
          assertThat(pages.stream().map(List::size)).containsExactly(9, 3, 3, 2, 3, 2);
        });
  }

  @Test
  default void rejectsAnInvalidCursor() {
    StorageUnderTest storage = storage();

    for (String cursor : List.of("", "x", "!!", "UkVQQUlS", "a".repeat(2_000))) {
      assertThatThrownBy(
              () -> storage.repairs().list(RepairStatus.OPEN, new PageRequest(50, cursor)))
          .isInstanceOfSatisfying(
              InvalidValue.class, invalid -> assertThat(invalid.field()).isEqualTo("cursor"));
    }
  }

  private static Repair open(StorageUnderTest storage, Instant at) {
    Change<Repair> opened = opened(aRepairId(), at);
    storage.unitOfWork().commit(opened);
    return opened.state();
  }

  private static Change<Repair> storedLargest(StorageUnderTest storage, Instant at) {
    Change<Repair> largest = largest(at);
    storage.unitOfWork().commit(largest);
    return largest;
  }

  private static List<Repair> allPages(StorageUnderTest storage, RepairStatus status, int limit) {
    return pages(storage, status, limit).stream().flatMap(List::stream).toList();
  }

  private static List<List<Repair>> pages(
      StorageUnderTest storage, RepairStatus status, int limit) {
    List<List<Repair>> pages = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Repair> page = storage.repairs().list(status, new PageRequest(limit, cursor));
      assertThat(page.items().size()).isLessThanOrEqualTo(limit);
      pages.add(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return pages;
  }
}
