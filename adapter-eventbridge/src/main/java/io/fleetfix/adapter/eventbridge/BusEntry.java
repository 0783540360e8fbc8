package io.fleetfix.adapter.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * An event as it travels: the wire format. The JSON schema {@code outbox-event.schema.json} beside
 * this class describes it, and golden files pin it byte for byte.
 *
 * <p>It carries neither a time nor resources of its own: a Pipe sends none either, and both ways
 * must give the same event.
 *
 * @param detail JSON without white space, its fields in the order of {@link OutboxEntry#detail()}
 */
record BusEntry(EventId eventId, String detail) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BusEntry of(OutboxEntry entry) {
    try {
      return new BusEntry(entry.eventId(), JSON.writeValueAsString(entry.detail()));
    } catch (JsonProcessingException impossible) { // it is a map of texts
      throw new UncheckedIOException(impossible);
    }
  }

  PutEventsRequestEntry on(String bus) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(OutboxEntry.BUS_SOURCE)
        .detailType(OutboxEntry.DETAIL_TYPE)
        .detail(detail)
        .build();
  }

  /** The size as EventBridge counts it, in bytes. */
  int size() {
    return OutboxEntry.BUS_SOURCE.length()
        + OutboxEntry.DETAIL_TYPE.length()
        + detail.getBytes(StandardCharsets.UTF_8).length;
  }
}
