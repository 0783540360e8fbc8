package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.port.OutboxEntry;
import java.nio.charset.StandardCharsets;

/**
 * A message either contains an event that the outbox could have written or is refused as
 * unreadable.
 */
class BusEnvelopeFuzzTest {
  private final BusEnvelope envelope = new BusEnvelope(Parcels.FORMAT);

  @Attack(
      kind = Attack.Kind.UNFORESEEN,
      sends = "any bytes as a queue's message",
      answer = "an event, or unreadable")
  @FuzzTest(maxDuration = "1m")
  void message(byte[] bytes) {
    try {
      OutboxEntry event = envelope.open(new String(bytes, StandardCharsets.UTF_8));

      assertThat(envelope.open(Envelopes.of(event))).isEqualTo(event);
    } catch (UnreadableMessage refused) {
      // expected
    }
  }
}
