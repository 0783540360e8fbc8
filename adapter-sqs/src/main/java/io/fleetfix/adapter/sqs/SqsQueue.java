package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The operations of one queue that a consumer needs. A list holds at most ten messages. */
public final class SqsQueue implements ResourceCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);
  private static final int DELETE_TRIES = 3;
  private static final Backoff DELETION =
      Backoff.of(
          new DoublingWait(Duration.ofMillis(50), Duration.ofMillis(200)), Duration.ofSeconds(3));

  private final SqsClient client;
  private final String name;
  private volatile @Nullable String foundUrl;

  private SqsQueue(SqsClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * Does not look up the queue yet: each call does so until the queue is found.
   *
   * @param client with timeouts, such as that of an {@link SqsConnection}
   */
  public static SqsQueue named(SqsClient client, String name) {
    return new SqsQueue(client, name);
  }

  @Override
  public Result check() {
    try {
      @Nullable String found = client.getQueueUrl(get -> get.queueName(name)).queueUrl();
      return found != null && found.endsWith("/" + name)
          ? new Result.There()
          : unknown("the answer does not name it");
    } catch (QueueDoesNotExistException missing) {
      return new Result.Missing(
          "The queue " + name + " does not exist: its events are not handled");
    } catch (RuntimeException failure) { // a closed client throws more than SdkException
      return unknown(failure.toString());
    }
  }

  private Result unknown(String reason) {
    return new Result.Unknown("The queue " + name + " could not be checked: " + reason);
  }

  /** Looked up on first use, then cached. */
  private String url() {
    String url = foundUrl;
    if (url == null) {
      url = client.getQueueUrl(get -> get.queueName(name)).queueUrl();
      foundUrl = url;
    }
    return url;
  }

  String name() {
    return name;
  }

  /**
   * Receives messages. SQS counts a receive for each of them even if the answer is lost.
   *
   * @throws SdkException if SQS could not be reached or refused the call
   */
  List<Message> receive(int max, Duration wait, Duration visibility) {
    return client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url())
                    .maxNumberOfMessages(max)
                    .waitTimeSeconds((int) wait.toSeconds())
                    .visibilityTimeout((int) visibility.toSeconds())
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        MessageSystemAttributeName.SENT_TIMESTAMP)
                    .overrideConfiguration(
                        call ->
                            call.apiCallAttemptTimeout(SqsConnection.ATTEMPT_TIMEOUT.plus(wait))
                                .apiCallTimeout(SqsConnection.CALL_TIMEOUT.plus(wait))))
        .messages();
  }

  /**
   * Deletes handled messages and retries those that SQS failed to delete.
   *
   * @return the number of messages that may remain in the queue and be redelivered
   */
  int delete(List<Message> handled) {
    int refused = 0;
    List<Message> left = handled;
    Retries retries = DELETION.start();
    try {
      for (int tries = 0; tries < DELETE_TRIES && !left.isEmpty(); tries++) {
        if (tries > 0 && !retries.again()) {
          break;
        }
        List<BatchResultErrorEntry> failed = deleteOnce(left);
        refused += among(left, failed, true).size();
        left = among(left, failed, false);
      }
    } catch (SdkException failure) {
      warn("Failed to delete handled messages; they will be redelivered", failure);
    }
    return refused + left.size();
  }

  private List<BatchResultErrorEntry> deleteOnce(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
            .toList();
    return client.deleteMessageBatch(batch -> batch.queueUrl(url()).entries(entries)).failed();
  }

  /**
   * Hides the messages from other consumers for this time, starting now.
   *
   * @param visibility zero makes them visible at once
   * @return the messages that we no longer hold; empty if SQS could not be reached
   */
  List<Message> hide(List<Message> messages, Duration visibility) {
    if (messages.isEmpty()) {
      return List.of();
    }
    try {
      return among(messages, hideOnce(messages, visibility), true);
    } catch (RuntimeException failure) { // No failure may stop the next extension.
      warn("Failed to change message visibility; messages may be delivered twice", failure);
      return List.of();
    }
  }

  private List<BatchResultErrorEntry> hideOnce(List<Message> messages, Duration visibility) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout((int) visibility.toSeconds())
                        .build())
            .toList();
    return client
        .changeMessageVisibilityBatch(batch -> batch.queueUrl(url()).entries(entries))
        .failed();
  }

  /** The messages that failed, either by the sender's fault or by that of SQS. */
  private static List<Message> among(
      List<Message> messages, List<BatchResultErrorEntry> failed, boolean sendersFault) {
    return failed.stream()
        .filter(entry -> Boolean.TRUE.equals(entry.senderFault()) == sendersFault)
        .map(entry -> messages.get(Integer.parseInt(entry.id())))
        .toList();
  }

  private void warn(String what, RuntimeException failure) {
    LOG.atWarn().addKeyValue("queue", name).addKeyValue("failure", failure.toString()).log(what);
  }
}
