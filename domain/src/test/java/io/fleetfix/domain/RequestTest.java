package io.fleetfix.domain;

import static io.fleetfix.domain.SomeRepairs.ID;
import static io.fleetfix.domain.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestTest {
  @Test
  void isOnePerKeyAndNeverChanges() {
    Change<Request> received = Change.of(receivedAt(LATER));

    assertThat(received.state().aggregateId()).isEqualTo("REQUEST#key-1");
    assertThat(received.expected()).isEqualTo(Version.NONE);
  }

  @Test
  void expiresAfterADayAndNotAMillisecondBefore() {
    Request request = receivedAt(LATER);
    Instant aDayLater = LATER.plus(Duration.ofHours(24));

    assertThat(request.expiresAt()).isEqualTo(aDayLater);
    assertThat(request.isExpiredAt(aDayLater.minusMillis(1))).isFalse();
    assertThat(request.isExpiredAt(aDayLater)).isTrue();
  }

  @Test
  void keepsItsTimeInMilliseconds() {
    assertThat(receivedAt(LATER.plusNanos(123_456_789)).receivedAt())
        .isEqualTo(LATER.plusMillis(123));
  }

  private static Request receivedAt(Instant time) {
    return new Request(
        new IdempotencyKey("key-1"),
        new RequestHash("0".repeat(64)),
        new Request.WorkAdded(ID, new LineId("L-1")),
        time);
  }
}
