package io.fleetfix.outbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdempotencyRecordTest {
  private static final Instant NOON = Instant.parse("2025-11-12T12:00:00Z");

  @Test
  void isCreatedOncePerScopeAndKey() {
    Change<IdempotencyRecord> received = Change.of(receivedAt(NOON));

    assertThat(received.state().aggregateId()).isEqualTo("REQUEST#0a1b#key-1");
    assertThat(received.expected()).isEqualTo(Version.NONE);
  }

  @Test
  void expiresAfterExactly24Hours() {
    IdempotencyRecord record = receivedAt(NOON);
    Instant aDayLater = NOON.plus(Duration.ofHours(24));

    assertThat(record.expiresAt()).isEqualTo(aDayLater);
    assertThat(record.isExpiredAt(aDayLater.minusMillis(1))).isFalse();
    assertThat(record.isExpiredAt(aDayLater)).isTrue();
  }

  @Test
  void truncatesItsTimeToMilliseconds() {
    assertThat(receivedAt(NOON.plusNanos(123_456_789)).receivedAt())
        .isEqualTo(NOON.plusMillis(123));
  }

  /**
   * Stored keys depend on this. The expected digits come from an independent SHA-256, cut to 16
   * bytes.
   */
  @Test
  void scopeHashNeverChanges() {
    IdempotentRequest request =
        new IdempotentRequest("ada", new IdempotencyKey("key-1"), new RequestHash("0".repeat(64)));

    assertThat(request.scopeHash()).isEqualTo("fdee430d40bd57deeac186cd9790033d");
    assertThat(request.answered("P-1", NOON))
        .isEqualTo(
            new IdempotencyRecord(request.scopeHash(), request.key(), request.hash(), "P-1", NOON));
  }

  private static IdempotencyRecord receivedAt(Instant time) {
    return new IdempotencyRecord(
        "0a1b", new IdempotencyKey("key-1"), new RequestHash("0".repeat(64)), "P-1", time);
  }
}
