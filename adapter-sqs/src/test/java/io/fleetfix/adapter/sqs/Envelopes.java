package io.fleetfix.adapter.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;

/** Message bodies as the bus creates them. */
final class Envelopes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Envelopes() {}

  /** With every field that EventBridge adds. */
  static ObjectNode around(ObjectNode detail) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("version", "0");
    envelope.put("id", "6a7e8feb-b491-4cf7-a9f1-bf3703467718");
    envelope.put("detail-type", Parcels.FORMAT.detailType());
    envelope.put("source", Parcels.FORMAT.busSource());
    envelope.put("account", "123456789012");
    envelope.put("time", "2025-11-12T14:00:01Z");
    envelope.put("region", "eu-central-1");
    envelope.putArray("resources");
    envelope.set("detail", detail);
    return envelope;
  }

  static ObjectNode detail(OutboxEntry event) {
    ObjectNode detail = JSON.createObjectNode();
    Parcels.FORMAT.detail(event).forEach(detail::put);
    return detail;
  }

  static String of(OutboxEntry event) {
    return around(detail(event)).toString();
  }
}
