package io.fleetfix.outbox.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxFormatTest {
  private static final OutboxFormat FORMAT =
      new OutboxFormat("sample.outbox", "OutboxEvent", "sample", List.of("crateId", "shelfId"));
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void writesEveryFieldInOrderAsAString() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("eventId", EventId.derive("CRATE#1", new Version(12), "CrateMoved").toString());
    expected.put("eventType", "CrateMoved");
    expected.put("crateId", "1");
    expected.put("shelfId", "S-2");
    expected.put("occurredAt", "2025-11-12T12:00:00.000Z");
    expected.put("source", "sample");
    expected.put("aggregateId", "CRATE#1");
    expected.put("sequence", "12");
    expected.put("schemaVersion", "1");
    expected.put("traceparent", TRACE);

    assertThat(FORMAT.detail(entry(Map.of("shelfId", "S-2", "crateId", "1"))))
        .containsExactlyEntriesOf(expected);
  }

  @Test
  void writesAnEmptyStringForAMissingId() {
    assertThat(FORMAT.detail(entry(Map.of("crateId", "1"))))
        .containsEntry("crateId", "1")
        .containsEntry("shelfId", "");
  }

  @Test
  void acceptsIdsThatFitTheFormat() {
    for (Map<String, String> ids :
        List.of(Map.<String, String>of(), Map.of("shelfId", "S-2"), Map.of("crateId", " "))) {
      assertThat(FORMAT.checked(entry(ids))).isEqualTo(entry(ids));
    }
  }

  @Test
  void refusesUnknownAndEmptyIds() {
    for (Map<String, String> ids :
        List.of(Map.of("crateId", "1", "roomId", "R"), Map.of("crateId", ""))) {
      assertThatIllegalArgumentException().isThrownBy(() -> FORMAT.checked(entry(ids)));
    }
  }

  private static OutboxEntry entry(Map<String, String> ids) {
    return new OutboxEntry(
        EventId.derive("CRATE#1", new Version(12), "CrateMoved"),
        "CrateMoved",
        ids,
        Instant.parse("2025-11-12T12:00:00Z"),
        "CRATE#1",
        new Version(12),
        Traceparent.of(TRACE));
  }
}
