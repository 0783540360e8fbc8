package io.fleetfix.testing.localaws.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.localaws.eventbridge.Target;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** An endpoint, the SDK's client for it without retries, and the events that it delivered. */
final class EventBridgeUnderTest implements AutoCloseable {
  static final String BUS = "sample";

  /** Receives every event of the source, but no replays. */
  static final String RECEIPTS = "receipts";

  /** Receives shipped parcels. */
  static final String LABELLING = "labelling";

  /** Receives shipped and lost parcels. */
  static final String TRACKING = "tracking";

  /** Receives printed labels. */
  static final String FILING = "filing";

  private static final List<LocalRule> RULES =
      List.of(
          rule(RECEIPTS, "\"replay-name\": [{\"exists\": false}]"),
          rule(LABELLING, "\"detail\": {\"eventType\": [\"ParcelShipped\"]}"),
          rule(TRACKING, "\"detail\": {\"eventType\": [\"ParcelShipped\", \"ParcelLost\"]}"),
          rule(FILING, "\"detail\": {\"eventType\": [\"LabelPrinted\"]}"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = patient(Duration.ofSeconds(30));

  private final Map<String, List<JsonNode>> delivered = new ConcurrentHashMap<>();
  private final Path log;
  private final LocalEventBridge eventBridge;
  private final EventBridgeClient client;

  EventBridgeUnderTest(Path folder) {
    this(folder, (rule, envelopes) -> {});
  }

  /**
   * Starts an endpoint.
   *
   * @param before called before each delivery; it can make the delivery fail by throwing
   */
  EventBridgeUnderTest(Path folder, Target before) {
    log = folder.resolve("bus.log");
    eventBridge =
        LocalEventBridge.start(
            0,
            BUS,
            RULES,
            log,
            (rule, envelopes) -> {
              before.deliver(rule, envelopes);
              envelopes.forEach(envelope -> receivedBy(rule).add(json(envelope)));
            });
    client =
        EventBridgeClient.builder()
            .endpointOverride(eventBridge.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .overrideConfiguration(
                limits ->
                    limits
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(TIMEOUT)
                        .apiCallTimeout(TIMEOUT))
            .build();
  }

  LocalEventBridge eventBridge() {
    return eventBridge;
  }

  Path log() {
    return log;
  }

  PutEventsResponse put(PutEventsRequestEntry... entries) {
    return client.putEvents(request -> request.entries(Arrays.asList(entries)));
  }

  DescribeEventBusResponse describe(String bus) {
    return client.describeEventBus(request -> request.name(bus));
  }

  /** The envelopes that a rule's target has received so far. */
  List<JsonNode> receivedBy(String rule) {
    return delivered.computeIfAbsent(rule, first -> new CopyOnWriteArrayList<>());
  }

  private static LocalRule rule(String name, String condition) {
    String pattern =
        """
        {"source": ["sample.outbox"], "detail-type": ["OutboxEvent"], %s}\
        """
            .formatted(condition);
    return new LocalRule(name, pattern, name, 20);
  }

  /** An entry that matches the rules. */
  static PutEventsRequestEntry event(String eventType) {
    return entry("{\"eventType\":\"" + eventType + "\"}");
  }

  static PutEventsRequestEntry entry(String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(BUS)
        .source("sample.outbox")
        .detailType("OutboxEvent")
        .detail(detail)
        .build();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    eventBridge.close();
  }
}
