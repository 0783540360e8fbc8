package io.fleetfix.adapter.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * An event in the wire format.
 *
 * <p>It sets neither time nor resources: a Pipe sets neither, and both routes must produce the same
 * event.
 *
 * @param detail JSON without white space, with its fields in the order of {@link
 *     OutboxFormat#detail}
 */
record BusEntry(EventId eventId, String source, String detailType, String detail) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BusEntry of(OutboxEntry entry, OutboxFormat format) {
    try {
      return new BusEntry(
          entry.eventId(),
          format.busSource(),
          format.detailType(),
          JSON.writeValueAsString(format.detail(entry)));
    } catch (JsonProcessingException impossible) { // a map of strings always serialises
      throw new UncheckedIOException(impossible);
    }
  }

  PutEventsRequestEntry on(String bus) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(source)
        .detailType(detailType)
        .detail(detail)
        .build();
  }

  /** The size in bytes, as EventBridge counts it. */
  int size() {
    return bytes(source) + bytes(detailType) + bytes(detail);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
