package io.fleetfix.adapter.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class BusEntryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> goldenEvents() {
    return Stream.of(
        Arguments.of(Fixtures.repairCompleted(), Golden.REPAIR_COMPLETED),
        Arguments.of(Fixtures.repairCancelled(), Golden.REPAIR_CANCELLED),
        Arguments.of(Fixtures.invoiceIssued(), Golden.INVOICE_ISSUED));
  }

  @ParameterizedTest
  @MethodSource("goldenEvents")
  void isTheGoldenFileByteForByteButForItsLayout(DomainEvent event, Golden golden)
      throws Exception {
    PutEventsRequestEntry entry = BusEntry.of(OutboxEntry.of(event)).on("workshop");

    JsonNode expected = JSON.readTree(golden.json());
    assertThat(entry.source()).isEqualTo(expected.get("source").asText());
    assertThat(entry.detailType()).isEqualTo(expected.get("detail-type").asText());
    assertThat(entry.detail()).isEqualTo(JSON.writeValueAsString(expected.get("detail")));
  }

  @Test
  void saysNothingThatAPipeWouldNotSay() {
    PutEventsRequestEntry entry =
        BusEntry.of(OutboxEntry.of(Fixtures.repairCompleted())).on("workshop");

    assertThat(entry.eventBusName()).isEqualTo("workshop");
    assertThat(entry.time()).isNull();
    assertThat(entry.hasResources()).isFalse();
    assertThat(entry.traceHeader()).isNull();
  }

  @Test
  void countsItsBytesAsTheServiceDoes() {
    BusEntry entry = BusEntry.of(OutboxEntry.of(Fixtures.repairCompleted()));

    assertThat(entry.size())
        .isEqualTo(
            "carworkshop.outbox".length() + "OutboxEvent".length() + entry.detail().length());
  }
}
