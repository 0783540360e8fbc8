package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aRequest;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Requests;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link Requests} promises. */
public interface RequestsContract {
  StorageUnderTest storage();

  @Test
  default void findsNoRequestThatNeverCame() {
    assertThat(storage().requests().find(aKey(), NOON)).isEmpty();
  }

  @Test
  default void findsARequestRightAfterItsCommit() {
    StorageUnderTest storage = storage();
    Request opened = aRequest(aKey(), NOON.plusMillis(7));
    Request worked =
        new Request(
            new IdempotencyKey("-_AZaz09".repeat(8)),
            new RequestHash("0123456789abcdef".repeat(4)),
            new Request.WorkAdded(aRepairId(), aWorkLine("Oil", "49.90").lineId()),
            NOON);

    storage.unitOfWork().commit(Change.of(opened));
    storage.unitOfWork().commit(Change.of(worked));

    assertThat(storage.requests().find(opened.key(), NOON)).contains(opened);
    assertThat(storage.requests().find(worked.key(), NOON)).contains(worked);
  }

  @Test
  default void tellsKeysApartThatDifferInCaseOnly() {
    StorageUnderTest storage = storage();
    Request lower = aRequest(new IdempotencyKey("key"), NOON);
    Request upper = aRequest(new IdempotencyKey("KEY"), NOON);

    storage.unitOfWork().commit(Change.of(lower), Change.of(upper));

    assertThat(storage.requests().find(lower.key(), NOON)).contains(lower);
    assertThat(storage.requests().find(upper.key(), NOON)).contains(upper);
  }

  @Test
  default void findsARequestForADayAndNoMillisecondLonger() {
    StorageUnderTest storage = storage();
    Request request = aRequest(aKey(), NOON.plusMillis(7));

    storage.unitOfWork().commit(Change.of(request));

    assertThat(request.expiresAt()).isEqualTo(NOON.plusMillis(7).plus(Duration.ofHours(24)));
    assertThat(storage.requests().find(request.key(), request.expiresAt().minusMillis(1)))
        .contains(request);
    assertThat(storage.requests().find(request.key(), request.expiresAt())).isEmpty();
  }

  @Test
  default void findsARequestWhoeverElseCame() {
    StorageUnderTest storage = storage();
    Request request = aRequest(aKey(), NOON);
    storage.unitOfWork().commit(Change.of(request));

    for (int i = 0; i < 20; i++) {
      storage
          .unitOfWork()
          .commit(Change.of(aRequest(aKey(), request.expiresAt().minusMillis(1 + i))));
    }

    assertThat(storage.requests().find(request.key(), request.expiresAt().minusMillis(1)))
        .contains(request);
  }
}
