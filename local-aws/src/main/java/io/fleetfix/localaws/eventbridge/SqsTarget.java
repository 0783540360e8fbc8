package io.fleetfix.localaws.eventbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Delivers to SQS, with one queue per rule. If a queue accepts only some of the messages, all of
 * them are sent again: as on AWS, duplicates are possible.
 */
public final class SqsTarget implements Target {
  private final SqsClient client;
  private final Map<String, String> queues;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  /**
   * Creates a target that looks up each queue at its first delivery.
   *
   * @param rules with unique names, each with its queue
   */
  public SqsTarget(SqsClient client, List<LocalRule> rules) {
    this.client = client;
    this.queues = rules.stream().collect(Collectors.toMap(LocalRule::name, LocalRule::queue));
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
      throw new IllegalStateException("Queue did not accept every message: " + queue);
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
