package io.fleetfix.adapter.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class BusEntryTest {
  private static final ParcelShipped SHIPPED =
      new ParcelShipped("P-123", new Version(4), Parcels.TWO_O_CLOCK);

  @Test
  void followsTheFormatByteForByte() {
    PutEventsRequestEntry entry = entry(Parcels.FORMAT, Traceparent.NONE).on("parcels");

    assertThat(entry.source()).isEqualTo("sample.outbox");
    assertThat(entry.detailType()).isEqualTo("OutboxEvent");
    assertThat(entry.detail())
        .isEqualTo(
            "{\"eventId\":\"%s\",\"eventType\":\"ParcelShipped\",\"parcelId\":\"P-123\","
                    .formatted(SHIPPED.eventId())
                + "\"occurredAt\":\"2025-11-12T14:00:00.000Z\",\"source\":\"sample\","
                + "\"aggregateId\":\"PARCEL#P-123\",\"sequence\":\"4\",\"schemaVersion\":\"1\","
                + "\"traceparent\":\"\"}");
  }

  @Test
  void carriesTheTraceparent() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(entry(Parcels.FORMAT, Traceparent.of(trace)).detail())
        .endsWith("\"traceparent\":\"" + trace + "\"}");
  }

  @Test
  void carriesAnEmptyStringForAnIdThatTheEventLacks() {
    OutboxFormat other =
        new OutboxFormat("other", "Event", "me", List.of("orderId", Parcels.ID_FIELD));

    assertThat(entry(other, Traceparent.NONE).detail())
        .contains("\"orderId\":\"\",\"parcelId\":\"P-123\",");
  }

  @Test
  void setsOnlyWhatAPipeSets() {
    PutEventsRequestEntry entry = entry(Parcels.FORMAT, Traceparent.NONE).on("parcels");

    assertThat(entry.eventBusName()).isEqualTo("parcels");
    assertThat(entry.time()).isNull();
    assertThat(entry.hasResources()).isFalse();
    assertThat(entry.traceHeader()).isNull();
  }

  @Test
  void countsBytesAsEventBridgeDoes() {
    BusEntry entry = entry(Parcels.FORMAT, Traceparent.NONE);

    assertThat(entry.size())
        .isEqualTo("sample.outbox".length() + "OutboxEvent".length() + entry.detail().length());
  }

  private static BusEntry entry(OutboxFormat format, Traceparent trace) {
    return BusEntry.of(OutboxEntry.of(SHIPPED, trace), format);
  }
}
