package io.fleetfix.domain.notice;

import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final EventId EVENT =
      EventId.derive("REPAIR#R-123", new Version(4), "RepairCompleted");

  @Test
  void reportsThatTheVehicleIsReady() {
    Notice notice = Notice.post(EVENT, SomeRepairs.completed(), LATER).state();

    assertThat(notice)
        .isEqualTo(
            new Notice(EVENT, ID, "Ready for collection: Volkswagen Golf, B-FF 2025", LATER));
  }

  @Test
  void reportsWhyTheRepairIsCancelled() {
    Notice notice = Notice.post(EVENT, SomeRepairs.cancelled(), LATER).state();

    assertThat(notice.text()).isEqualTo("Cancelled: Volkswagen Golf, B-FF 2025. Sold abroad");
  }

  @Test
  void rejectsAnOpenRepair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notice.post(EVENT, SomeRepairs.inProgress(), LATER));
  }

  @Test
  void isKeyedByItsEventAndRaisesNoEvent() {
    Change<Notice> posted = Notice.post(EVENT, SomeRepairs.completed(), LATER);

    assertThat(posted.state().aggregateId())
        .isEqualTo("NOTICE#e8442777-e0a3-50bd-94d5-6137e10222b9");
    assertThat(posted.expected()).isEqualTo(Version.NONE);
    assertThat(posted.events()).isEmpty();
  }

  @Test
  void truncatesItsTimeToMilliseconds() {
    Notice notice =
        Notice.post(EVENT, SomeRepairs.completed(), LATER.plusNanos(123_456_789)).state();

    assertThat(notice.postedAt()).isEqualTo(LATER.plusMillis(123));
  }
}
