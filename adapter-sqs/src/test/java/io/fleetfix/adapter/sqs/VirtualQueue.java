package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A queue with a clock that the test moves. Visibility timeouts, receive counts and dead letters
 * work as in SQS.
 */
final class VirtualQueue implements SqsClient {
  private final int maxReceives;
  private final Map<String, Stored> messages = new LinkedHashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private int mostReceives = 0;

  private record Stored(String body, Duration visibleAt, int receives) {}

  VirtualQueue(int maxReceives) {
    this.maxReceives = maxReceives;
  }

  void send(OutboxEntry event) {
    String id = "m-" + (messages.size() + deadLetters.size()) + "-" + event.eventId();
    messages.put(id, new Stored(Envelopes.of(event), now, 0));
  }

  /** The time since the queue was created. */
  Duration now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  int size() {
    return messages.size();
  }

  List<String> deadLetters() {
    return deadLetters;
  }

  /** The highest receive count of any message. */
  int mostReceives() {
    return mostReceives;
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    List<Message> taken = take(request);
    if (taken.isEmpty()) {
      pass(Duration.ofSeconds(request.waitTimeSeconds()));
      taken = take(request);
    }
    return ReceiveMessageResponse.builder().messages(taken).build();
  }

  private List<Message> take(ReceiveMessageRequest request) {
    List<Message> taken = new ArrayList<>();
    for (Map.Entry<String, Stored> entry : List.copyOf(messages.entrySet())) {
      Stored stored = entry.getValue();
      if (stored.visibleAt().compareTo(now) > 0 || taken.size() == request.maxNumberOfMessages()) {
        continue;
      }
      if (stored.receives() == maxReceives) {
        messages.remove(entry.getKey());
        deadLetters.add(entry.getKey());
        continue;
      }
      int receives = stored.receives() + 1;
      mostReceives = Math.max(mostReceives, receives);
      Duration visibleAt = now.plusSeconds(request.visibilityTimeout());
      messages.put(entry.getKey(), new Stored(stored.body(), visibleAt, receives));
      taken.add(message(entry.getKey(), stored.body(), receives));
    }
    return taken;
  }

  private static Message message(String id, String body, int receives) {
    return Message.builder()
        .messageId(id)
        .receiptHandle(id)
        .body(body)
        .attributes(
            Map.of(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receives)))
        .build();
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    request
        .entries()
        .forEach(
            entry ->
                messages.computeIfPresent(
                    entry.receiptHandle(),
                    (id, stored) ->
                        new Stored(
                            stored.body(),
                            now.plusSeconds(entry.visibilityTimeout()),
                            stored.receives())));
    return ChangeMessageVisibilityBatchResponse.builder().build();
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    request.entries().forEach(entry -> messages.remove(entry.receiptHandle()));
    return DeleteMessageBatchResponse.builder().build();
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return GetQueueUrlResponse.builder().queueUrl("virtual:" + request.queueName()).build();
  }

  @Override
  public String serviceName() {
    return SqsClient.SERVICE_NAME;
  }

  @Override
  public void close() {}
}
