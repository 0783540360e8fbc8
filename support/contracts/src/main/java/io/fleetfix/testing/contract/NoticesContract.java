package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.LONGEST;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.largest;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.Notices;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link Notices}. */
public interface NoticesContract {
  StorageUnderTest storage();

  @Test
  default void findsANoticeByItsEventRightAfterItsCommit() {
    StorageUnderTest storage = storage();

    Notice notice = post(storage, NOON);

    assertThat(storage.notices().find(notice.eventId())).contains(notice);
  }

  @Test
  default void findsNoNoticeOfAnUnknownEvent() {
    StorageUnderTest storage = storage();
    EventId eventId = closed().closingEvent().orElseThrow().eventId();

    assertThat(storage.notices().find(eventId)).isEmpty();
  }

  @Test
  default void listsNoticesNewestFirstAcrossPages() throws Exception {
    StorageUnderTest storage = storage();
    Notice second = post(storage, NOON.plusSeconds(1));
    Notice third = post(storage, NOON.plusSeconds(2));
    Notice first = post(storage, NOON);

    eventually(() -> assertThat(allPages(storage, 2)).containsExactly(third, second, first));
  }

  @Test
  default void endsPagesOfNoticesByBytes() throws Exception {
    StorageUnderTest storage = storage();
    List<EventId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      Instant at = NOON.plusSeconds(i);
      newestFirst.addFirst(
          post(storage, accepted(largest(NOON).state().cancel(LONGEST, NOON)).state(), at)
              .eventId());
    }

    eventually(
        () -> {
          Page<Notice> first = storage.notices().list(new PageRequest(200, null));
          assertThat(first.items().stream().mapToInt(Notice::sizeInBytes).sum())
              .isBetween(990_000, 1_000_000);
          assertThat(allPages(storage, 200).stream().map(Notice::eventId))
              .containsExactlyElementsOf(newestFirst);
        });
  }

  @Test
  default void rejectsAnInvalidNoticeCursor() {
    StorageUnderTest storage = storage();

    assertThatThrownBy(() -> storage.notices().list(new PageRequest(50, "none of ours")))
        .isInstanceOfSatisfying(
            InvalidValue.class, invalid -> assertThat(invalid.field()).isEqualTo("cursor"));
  }

  private static Repair closed() {
    return accepted(opened().state().complete(NOON)).state();
  }

  private static Notice post(StorageUnderTest storage, Instant at) {
    return post(storage, closed(), at);
  }

  private static Notice post(StorageUnderTest storage, Repair closed, Instant at) {
    Change<Notice> posted =
        Notice.post(
            closed.closingEvent().orElseThrow().eventId(),
            closed,
            Contact.of(closed, Optional.empty()),
            at);
    storage.unitOfWork().commit(posted);
    return posted.state();
  }

  private static List<Notice> allPages(StorageUnderTest storage, int limit) {
    List<Notice> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Notice> page = storage.notices().list(new PageRequest(limit, cursor));
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }
}
