package io.fleetfix.localaws.eventbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Queues of SQS, one for each rule that has one. If a queue takes only some of the messages, all of
 * them come again: as on AWS, a message can come more than once.
 */
public final class SqsTarget implements Target {
  private final SqsClient client;
  private final Map<String, String> queues;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  /**
   * Looks for no queue before its first delivery.
   *
   * @param queues the queue's name by the rule's name
   */
  public SqsTarget(SqsClient client, Map<String, String> queues) {
    this.client = client;
    this.queues = Map.copyOf(queues);
  }

  @Override
  public void deliver(String rule, List<String> envelopes) {
    String queue = queues.get(rule);
    if (queue == null) {
      return;
    }
    String url =
        urls.computeIfAbsent(
            queue, name -> client.getQueueUrl(request -> request.queueName(name)).queueUrl());
    List<SendMessageBatchRequestEntry> messages = messages(envelopes);
    if (client.sendMessageBatch(request -> request.queueUrl(url).entries(messages)).hasFailed()) {
      throw new IllegalStateException("A queue did not take every message: " + queue);
    }
  }

  private static List<SendMessageBatchRequestEntry> messages(List<String> envelopes) {
    List<SendMessageBatchRequestEntry> messages = new ArrayList<>();
    for (String envelope : envelopes) {
      messages.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(messages.size()))
              .messageBody(envelope)
              .build());
    }
    return messages;
  }
}
