package io.fleetfix.adapter.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.localaws.eventbridge.BusEvent;
import io.fleetfix.localaws.eventbridge.BusLog;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A bus with fault injection, over real sockets, that records what it delivers. */
final class EventBridgeUnderTest implements AutoCloseable {
  static final String BUS = "parcels";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final Map<String, List<String>> delivered = new ConcurrentHashMap<>();
  private final EventBridgeConnection connection;
  private LocalEventBridge eventBridge;

  /**
   * Starts an endpoint and connects to it.
   *
   * @param folder for the endpoint's log
   */
  EventBridgeUnderTest(Path folder) {
    log = folder.resolve("bus.log");
    eventBridge = start(0);
    connection = connectionTo(eventBridge.endpoint());
  }

  static EventBridgeConnection connectionTo(URI endpoint) {
    return EventBridgeConnection.to(
        endpoint,
        Region.EU_CENTRAL_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  private LocalEventBridge start(int port) {
    return LocalEventBridge.start(
        port,
        BUS,
        SomeRules.rules(""),
        log,
        (rule, envelopes) ->
            delivered
                .computeIfAbsent(rule, first -> new CopyOnWriteArrayList<>())
                .addAll(envelopes));
  }

  EventBus bus() {
    return busOf(connection);
  }

  static EventBus busOf(EventBridgeConnection connection) {
    return new EventBridgeBus(connection.events(), BUS, Parcels.FORMAT, new SecureRandom());
  }

  /** What the rule that matches every event has delivered so far. */
  List<EventId> delivered() {
    return ids(
        delivered.getOrDefault(SomeRules.RECEIPTS.rule(), List.of()).stream()
            .map(envelope -> new BusEvent(BUS, json(envelope))));
  }

  /** Everything that the endpoint has accepted so far, read from its log on each call. */
  List<EventId> accepted() throws IOException {
    return ids(BusLog.read(log).stream());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<EventId> ids(Stream<BusEvent> events) {
    return events
        .map(event -> new EventId(UUID.fromString(event.detail().path("eventId").asText())))
        .toList();
  }

  void refuse(String code, EventId... entries) {
    Set<String> ids = Stream.of(entries).map(EventId::toString).collect(Collectors.toSet());
    misbehave(
        PutEventsFault.refusing(code, detail -> ids.contains(detail.path("eventId").asText())));
  }

  void misbehave(PutEventsFault fault) {
    eventBridge.behave(fault);
  }

  /** As if its process died. */
  void stop() {
    eventBridge.close();
  }

  /** On the same port. */
  void startAgain() {
    eventBridge = start(eventBridge.endpoint().getPort());
  }

  @Override
  public void close() {
    connection.close();
    eventBridge.close();
  }
}
