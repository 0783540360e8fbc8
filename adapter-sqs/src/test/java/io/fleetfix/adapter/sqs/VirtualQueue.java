package io.fleetfix.adapter.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
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
  /** SQS deletes messages after it. This queue keeps them, and a test checks that they leave it. */
  static final Duration RETENTION = Duration.ofDays(4);

  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

  private final int maxReceives;
  private final Map<String, Stored> messages = new LinkedHashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private int mostReceives = 0;
  private int sent = 0;

  private record Stored(String body, Duration receivedAt, Duration visibleAt, int receives) {
    boolean canBeHiddenUntil(Duration time) {
      return time.compareTo(receivedAt.plus(LONGEST_HIDDEN)) <= 0;
    }

    Stored hiddenUntil(Duration time) {
      return new Stored(body, receivedAt, time, receives);
    }
  }

  VirtualQueue(int maxReceives) {
    this.maxReceives = maxReceives;
  }

  /** Returns the message's id. */
  String send(String body) {
    sent++;
    messages.put("m-" + sent, new Stored(body, now, now, 0));
    return "m-" + sent;
  }

  int maxReceives() {
    return maxReceives;
  }

  /** How long this message is hidden from now on. */
  Duration hidden(String id) {
    return Objects.requireNonNull(messages.get(id)).visibleAt().minus(now);
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
      messages.put(entry.getKey(), new Stored(stored.body(), now, visibleAt, receives));
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
    List<BatchResultErrorEntry> refused = new ArrayList<>();
    for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
      Duration until = now.plusSeconds(entry.visibilityTimeout());
      Stored stored = messages.get(entry.receiptHandle());
      if (stored == null || !stored.canBeHiddenUntil(until)) {
        refused.add(BatchResultErrorEntry.builder().id(entry.id()).senderFault(true).build());
      } else {
        messages.put(entry.receiptHandle(), stored.hiddenUntil(until));
      }
    }
    return ChangeMessageVisibilityBatchResponse.builder().failed(refused).build();
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
