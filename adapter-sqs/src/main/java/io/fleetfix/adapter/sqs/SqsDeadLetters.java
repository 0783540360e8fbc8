package io.fleetfix.adapter.sqs;

import io.fleetfix.adapter.sqs.DeadLetterQueue.NoDeadLetters;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The dead letters of SQS queues. Listing receives the messages and shows them again, which counts
 * as a receive. A call looks at messages for up to 10 seconds, and for a given message through at
 * most 1,000. If the process ends meanwhile, what it received is visible again after 30 seconds.
 *
 * <p>SQS counts messages approximately: up to a minute after a change, the count may be wrong. If
 * it is 0, the call looks no further.
 */
public final class SqsDeadLetters implements DeadLetters {
  private final SqsClient client;
  private final BusEnvelope envelope;
  private final Map<String, String> names;
  private final List<String> queues;
  private final LongSupplier nanoTime;

  /**
   * Sends no request yet.
   *
   * @param client with timeouts, such as that of an {@link SqsConnection}
   * @param queues the names of the rules, in the order in which they are listed
   * @param names the name of each rule's queue; the queue's redrive policy names its dead letters
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public SqsDeadLetters(
      SqsClient client,
      OutboxFormat format,
      List<String> queues,
      Map<String, String> names,
      LongSupplier nanoTime) {
    this.client = client;
    this.envelope = new BusEnvelope(format);
    this.names = Map.copyOf(names);
    this.queues = List.copyOf(queues);
    this.nanoTime = nanoTime;
  }

  @Override
  public List<String> queues() {
    return queues;
  }

  @Override
  public Contents<Letter> list(String queue, int limit) {
    return at(queue, letters -> new Look(letters, envelope, nanoTime).list(limit));
  }

  @Override
  public Contents<Attempt> redrive(String queue, int limit) {
    return at(queue, letters -> new Look(letters, envelope, nanoTime).redrive(limit));
  }

  @Override
  public Contents<Attempt> redrive(String queue, Set<String> messageIds) {
    return at(queue, letters -> new Look(letters, envelope, nanoTime).redrive(messageIds));
  }

  private <T> Contents<T> at(String queue, Function<DeadLetterQueue, Contents<T>> call) {
    String name = names.get(queue);
    if (name == null) {
      throw new NoSuchElementException("No queue is named " + queue);
    }
    try {
      return call.apply(DeadLetterQueue.of(client, name));
    } catch (QueueDoesNotExistException missing) {
      return unknown("The queue " + name + " or its dead-letter queue does not exist");
    } catch (NoDeadLetters none) {
      return unknown("The queue " + name + " has no dead-letter queue");
    } catch (RuntimeException failure) { // a closed client throws more than SdkException
      return unknown("The dead letters of " + name + " could not be read: " + failure);
    }
  }

  private static <T> Contents<T> unknown(String problem) {
    return new Contents<>(List.of(), null, problem);
  }
}
