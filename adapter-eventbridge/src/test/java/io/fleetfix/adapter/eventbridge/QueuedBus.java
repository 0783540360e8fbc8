package io.fleetfix.adapter.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.outbox.contracts.EventBusContract.BusUnderTest;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.subscription.Subscription;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** A bus reached through the SDK's own clients, with one queue behind each of its rules. */
final class QueuedBus implements BusUnderTest, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_MESSAGES = 10;
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private final FaultyWay way = new FaultyWay();
  private final Map<Subscription, List<JsonNode>> heard = new HashMap<>();
  private final String name;
  private final EventBridgeClient events;
  private final SqsClient queues;

  /**
   * @param name also the prefix of the queues' names: see {@link #rulesOf}
   */
  QueuedBus(String name, URI eventBridge, SqsClient queues) {
    this.name = name;
    this.events = eventsAt(eventBridge, way);
    this.queues = queues;
  }

  /** A name that no other test uses. */
  static String freshName() {
    return "bus-" + UUID.randomUUID();
  }

  /** The rules of the bus, each with its queue. */
  static List<LocalRule> rulesOf(String bus) {
    return SomeRules.rules(bus + "-");
  }

  private static EventBridgeClient eventsAt(URI endpoint, FaultyWay way) {
    EventBridgeClientBuilder builder =
        EventBridgeConnection.withLimits(
            EventBridgeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS));
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder().addExecutionInterceptor(way).build())
        .build();
  }

  static SqsClient queuesAt(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  EventBridgeClient events() {
    return events;
  }

  String name() {
    return name;
  }

  @Override
  public EventBridgeBus bus() {
    return busNamed(name);
  }

  EventBridgeBus busNamed(String other) {
    return new EventBridgeBus(events, other, Parcels.FORMAT, new SecureRandom());
  }

  BusCheck checkOf(String other) {
    return new BusCheck(events, other);
  }

  @Override
  public List<EventId> delivered() {
    return heardBy(SomeRules.RECEIPTS).stream()
        .map(envelope -> new EventId(UUID.fromString(envelope.at("/detail/eventId").asText())))
        .toList();
  }

  /** All envelopes received so far, including those of earlier calls. */
  List<JsonNode> heardBy(Subscription listener) {
    List<JsonNode> envelopes = heard.computeIfAbsent(listener, first -> new ArrayList<>());
    String queue = name + "-" + listener.rule();
    String url = queues.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    List<Message> messages = receive(url);
    while (!messages.isEmpty()) {
      messages.forEach(message -> envelopes.add(json(message.body())));
      delete(url, messages);
      messages = receive(url);
    }
    return List.copyOf(envelopes);
  }

  private List<Message> receive(String url) {
    return queues
        .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(MAX_MESSAGES))
        .messages();
  }

  private void delete(String url, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        messages.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    queues.deleteMessageBatch(batch -> batch.queueUrl(url).entries(entries));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void refuse(EventId... entries) {
    way.spoil(entries);
  }

  @Override
  public void breakDown() {
    way.leadNowhere();
  }

  @Override
  public void close() {
    events.close();
    queues.close();
  }
}
