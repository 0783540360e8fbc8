package io.fleetfix.support.benchmarks;

import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * The lower bound: reads the stream and calls PutEvents with ten entries, with as many concurrent
 * calls as the product. No checkpoint, no lease; of a response it checks only the failure count.
 */
final class RawDrain implements Drain {
  private static final int ENTRIES_OF_A_CALL = 10;

  private final RawShard shard;
  private final EventBridgeClient events;
  private final String bus;
  private final ExecutorService calls =
      Executors.newFixedThreadPool(
          EventBridgeBus.MAX_CALLS_IN_FLIGHT, Thread.ofVirtual().factory());

  RawDrain(RawShard shard, EventBridgeClient events, String bus) {
    this.shard = shard;
    this.events = events;
    this.bus = bus;
  }

  @Override
  public int next() throws Exception {
    List<PutEventsRequestEntry> entries = shard.newOutboxRows().stream().map(this::entry).toList();
    List<Future<PutEventsResponse>> answers = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += ENTRIES_OF_A_CALL) {
      List<PutEventsRequestEntry> call =
          entries.subList(from, Math.min(entries.size(), from + ENTRIES_OF_A_CALL));
      answers.add(calls.submit(() -> events.putEvents(request -> request.entries(call))));
    }
    for (Future<PutEventsResponse> answer : answers) {
      if (answer.get().failedEntryCount() > 0) {
        throw new IllegalStateException("EventBridge rejected an entry");
      }
    }
    return entries.size();
  }

  private PutEventsRequestEntry entry(Map<String, AttributeValue> row) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source("carworkshop.outbox")
        .detailType("OutboxEvent")
        .detail(
            """
            {"eventId":"%s","eventType":"%s","repairId":"%s","occurredAt":"%s",\
            "source":"fleetfix.outbox","aggregateId":"%s","sequence":"%s","schemaVersion":"1"}"""
                .formatted(
                    RawShard.text(row, "eventId"),
                    RawShard.text(row, "eventType"),
                    RawShard.text(row, "repairId"),
                    RawShard.text(row, "occurredAt"),
                    RawShard.text(row, "aggregateId"),
                    Objects.requireNonNull(row.get("sequence")).n()))
        .build();
  }
}
