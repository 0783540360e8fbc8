package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.port.ResourceCheck;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** One queue, in the few words that a consumer needs. Lists have at most ten messages. */
public final class SqsQueue implements ResourceCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);
  private static final int DELETE_TRIES = 3;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private final SqsClient client;
  private final String name;
  private volatile @Nullable String foundUrl;

  private SqsQueue(SqsClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * Looks for no queue yet: one that is missing is looked for again by whoever needs it.
   *
   * @param client with timeouts, such as an {@link SqsConnection} has
   */
  public static SqsQueue named(SqsClient client, String name) {
    return new SqsQueue(client, name);
  }

  /** The timeouts that a client must be built with: the SDK itself has none. */
  public static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .apiCallTimeout(CALL_TIMEOUT)
        .build();
  }

  @Override
  public Result check() {
    try {
      client.getQueueUrl(get -> get.queueName(name));
      return new Result.There();
    } catch (QueueDoesNotExistException missing) {
      return new Result.Missing(
          "The queue " + name + " does not exist: nobody reacts to its events");
    } catch (RuntimeException unknown) { // a closed client throws more than SdkException
      return new Result.Unknown("The queue " + name + " could not be asked for: " + unknown);
    }
  }

  /** Looked up once it is needed, and then remembered. */
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
   * Takes messages. Each that is given out has used up one of its receives, even if the answer is
   * lost.
   *
   * @throws SdkException if the queue could not be asked
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
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                    .overrideConfiguration(
                        call ->
                            call.apiCallAttemptTimeout(ATTEMPT_TIMEOUT.plus(wait))
                                .apiCallTimeout(CALL_TIMEOUT.plus(wait))))
        .messages();
  }

  /**
   * Deletes what is handled; again what SQS failed to delete.
   *
   * @return how many may still be there: they come again
   */
  int delete(List<Message> handled) {
    int refused = 0;
    List<Message> left = handled;
    try {
      for (int tries = 0; tries < DELETE_TRIES && !left.isEmpty(); tries++) {
        List<BatchResultErrorEntry> failed = deleteOnce(left);
        refused += among(left, failed, true).size();
        left = among(left, failed, false);
      }
    } catch (SdkException failure) {
      warn("Handled messages could not be deleted; they come again", failure);
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
   * Keeps the messages from others for so long from now on.
   *
   * @param visibility zero gives them back at once
   * @return which of them are not in our hands any more; none if SQS could not be asked
   */
  List<Message> hide(List<Message> messages, Duration visibility) {
    if (messages.isEmpty()) {
      return List.of();
    }
    try {
      return among(messages, hideOnce(messages, visibility), true);
    } catch (RuntimeException failure) { // Whatever it is, the next beat has to come.
      warn("The visibility of messages could not be changed; they may come twice", failure);
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

  /** Those of the messages that failed; by the fault of who sent the request, or by SQS's own. */
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
