package io.fleetfix.adapter.sqs;

import io.fleetfix.adapter.sqs.DeadLetterQueue.NoDeadLetters;
import io.fleetfix.outbox.queue.QueueSizes;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The sizes of SQS queues, as GetQueueAttributes reports them. SQS does not report how old the
 * oldest message is; CloudWatch does, as {@code ApproximateAgeOfOldestMessage}.
 */
public final class SqsQueueSizes implements QueueSizes {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsClient client;
  private final List<String> queues;
  private final Map<String, String> names;

  /**
   * Sends no request yet.
   *
   * @param client with timeouts, such as that of an {@link SqsConnection}
   * @param queues the names of the rules, in the order in which they are listed
   * @param names the name of each rule's queue; the queue's redrive policy names its dead letters
   */
  public SqsQueueSizes(SqsClient client, List<String> queues, Map<String, String> names) {
    this.client = client;
    this.queues = List.copyOf(queues);
    this.names = Map.copyOf(names);
  }

  @Override
  public List<String> queues() {
    return queues;
  }

  @Override
  public QueueSize size(String queue) {
    String name = names.get(queue);
    if (name == null) {
      throw new NoSuchElementException("No queue is named " + queue);
    }
    return new QueueSize(
        queue,
        counted("The messages of " + name, () -> messages(name)),
        counted("The dead letters of " + name, () -> DeadLetterQueue.of(client, name).count()),
        Optional.empty());
  }

  /** A number that is missing from the answer is no zero: parsing it fails. */
  private long messages(String name) {
    String url = client.getQueueUrl(get -> get.queueName(name)).queueUrl();
    Map<QueueAttributeName, String> counts =
        client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(COUNTS)).attributes();
    return COUNTS.stream().mapToLong(each -> Long.parseLong(counts.get(each))).sum();
  }

  private static Count counted(String what, LongSupplier count) {
    try {
      return new Count.Known(count.getAsLong());
    } catch (QueueDoesNotExistException missing) {
      return new Count.Unknown(what + " could not be counted: the queue does not exist");
    } catch (NoDeadLetters none) {
      return new Count.Unknown(what + " could not be counted: it has no dead-letter queue");
    } catch (RuntimeException failure) { // a closed client throws more than SdkException
      return new Count.Unknown(what + " could not be counted: " + failure);
    }
  }
}
