package io.fleetfix.adapter.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The dead-letter queue of one queue, as the queue's own redrive policy names it. Every method
 * throws {@link SdkException} if SQS cannot be reached or refuses the call, except where it says
 * otherwise.
 */
final class DeadLetterQueue {
  /**
   * A call looks at messages for a shorter time than this, so that it meets none of them twice.
   * Afterwards, a message that the call did not show again is visible by itself.
   */
  static final Duration HIDDEN = Duration.ofSeconds(30);

  /** Without a wait, SQS asks only some of its servers, and a list could miss messages. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final int MOST_PER_RECEIVE = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final SqsClient client;
  private final String sourceUrl;
  private final String url;
  private final SqsQueue messages;

  private DeadLetterQueue(SqsClient client, String sourceUrl, String url, SqsQueue messages) {
    this.client = client;
    this.sourceUrl = sourceUrl;
    this.url = url;
    this.messages = messages;
  }

  /**
   * Looks up both queues.
   *
   * @param source the name of the queue whose dead letters these are
   * @throws NoDeadLetters if the queue keeps no dead letters
   */
  static DeadLetterQueue of(SqsClient client, String source) {
    String sourceUrl = client.getQueueUrl(get -> get.queueName(source)).queueUrl();
    String policy = attribute(client, sourceUrl, QueueAttributeName.REDRIVE_POLICY);
    String name = name(policy);
    return new DeadLetterQueue(
        client,
        sourceUrl,
        client.getQueueUrl(get -> get.queueName(name)).queueUrl(),
        SqsQueue.named(client, name));
  }

  private static String name(String policy) {
    try {
      String arn = JSON.readTree(policy).path("deadLetterTargetArn").asText("");
      if (!arn.isEmpty()) {
        return arn.substring(arn.lastIndexOf(':') + 1);
      }
    } catch (JsonProcessingException malformed) {
      // The same as a policy that names no queue.
    }
    throw new NoDeadLetters();
  }

  /** About how many messages the queue holds, including hidden ones. */
  long count() {
    return visible()
        + Long.parseLong(
            attribute(client, url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  /** About how many messages could be received now. */
  long visible() {
    return Long.parseLong(
        attribute(client, url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  /** Receives up to ten messages and hides them for {@link #HIDDEN}. */
  List<Message> receive(long most) {
    return messages.receive((int) Math.min(most, MOST_PER_RECEIVE), WAIT, HIDDEN);
  }

  /** Sends the message's body to the source queue. */
  void sendBack(Message message) {
    client.sendMessage(send -> send.queueUrl(sourceUrl).messageBody(message.body()));
  }

  /** Returns whether the message is removed for certain. Does not throw. */
  boolean remove(Message message) {
    return messages.delete(List.of(message)) == 0;
  }

  /** Makes received messages visible again. If this fails, they are after {@link #HIDDEN}. */
  void showAgain(List<Message> received) {
    for (int from = 0; from < received.size(); from += MOST_PER_RECEIVE) {
      int to = Math.min(received.size(), from + MOST_PER_RECEIVE);
      messages.hide(received.subList(from, to), Duration.ZERO);
    }
  }

  private static String attribute(SqsClient client, String url, QueueAttributeName name) {
    return client
        .getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  /** The queue has no dead-letter queue. */
  static final class NoDeadLetters extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDeadLetters() {
      super("The queue has no dead-letter queue");
    }
  }
}
