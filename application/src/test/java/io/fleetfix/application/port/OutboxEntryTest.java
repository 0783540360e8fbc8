package io.fleetfix.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.Timestamp;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Golden;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxEntryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(Fixtures.repairCompleted(), Golden.REPAIR_COMPLETED),
        Arguments.of(Fixtures.repairCancelled(), Golden.REPAIR_CANCELLED),
        Arguments.of(Fixtures.invoiceIssued(), Golden.INVOICE_ISSUED));
  }

  @ParameterizedTest
  @MethodSource("events")
  void sendsTheDetailThatTheGoldenFileShows(DomainEvent event, Golden golden) throws Exception {
    Map<String, String> detail = OutboxEntry.of(event).detail();

    JsonNode expected = JSON.readTree(golden.json());
    assertThat(OutboxEntry.BUS_SOURCE).isEqualTo(expected.get("source").asText());
    assertThat(OutboxEntry.DETAIL_TYPE).isEqualTo(expected.get("detail-type").asText());
    assertThat(detail)
        .containsExactlyEntriesOf(
            JSON.convertValue(expected.get("detail"), new TypeReference<Map<String, String>>() {}));
  }

  @Test
  void holdsWhatTheGoldenOutboxRowHolds() throws Exception {
    OutboxEntry entry = OutboxEntry.of(Fixtures.repairCompleted());

    JsonNode row = JSON.readTree(Golden.OUTBOX_ENTRY.json());
    assertThat(row.get("pk").asText()).isEqualTo("OUTBOX#" + entry.eventId());
    assertThat(row.get("sk").asText()).isEqualTo("REPAIR#" + entry.repairId());
    assertThat(row.get("eventId").asText()).isEqualTo(entry.eventId().toString());
    assertThat(row.get("eventType").asText()).isEqualTo(entry.eventType());
    assertThat(row.get("repairId").asText()).isEqualTo(entry.repairId().value());
    assertThat(row.get("occurredAt").asText()).isEqualTo(Timestamp.text(entry.occurredAt()));
    assertThat(row.get("aggregateId").asText()).isEqualTo(entry.aggregateId());
    assertThat(row.get("sequence").asLong()).isEqualTo(entry.sequence().value());
    assertThat(row.get("schemaVersion").asText()).isEqualTo(OutboxEntry.SCHEMA_VERSION);
  }
}
