package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.deadletters.QueuesUnderTest;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.queue.QueueSizes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Two queues on SQS. Failed messages are visible again at once, so that tests need not wait. */
final class SqsQueuesUnderTest implements QueuesUnderTest {
  private static final BusEnvelope ENVELOPE = new BusEnvelope(Parcels.FORMAT);
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final URI endpoint;
  private final SqsClient client;
  private final Map<String, FreshQueue> queues = new LinkedHashMap<>();
  private final Map<String, List<OutboxEntry>> handled = new LinkedHashMap<>();
  private boolean failing;

  SqsQueuesUnderTest(URI endpoint, ExecutionInterceptor... interceptors) {
    this.endpoint = endpoint;
    this.client = FreshQueue.clientFor(endpoint, interceptors);
    for (String name : List.of("labels", "searches")) {
      queues.put(name, new FreshQueue(endpoint, MAX_RECEIVES));
      handled.put(name, new ArrayList<>());
    }
  }

  FreshQueue queue(String name) {
    return Objects.requireNonNull(queues.get(name));
  }

  @Override
  public DeadLetters deadLetters() {
    return deadLetters(client);
  }

  @Override
  public QueueSizes sizes() {
    return new SqsQueueSizes(client, List.copyOf(queues.keySet()), names());
  }

  /** Through a client that the caller closes. */
  DeadLetters deadLetters(SqsClient via) {
    return new SqsDeadLetters(
        via, Parcels.FORMAT, List.copyOf(queues.keySet()), names(), System::nanoTime);
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    queues.forEach((name, queue) -> names.put(name, queue.name()));
    return names;
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void send(String name, Collection<OutboxEntry> events) {
    queue(name).send(events);
  }

  @Override
  public void fail() {
    failing = true;
  }

  @Override
  public void recover() {
    failing = false;
  }

  @Override
  public List<OutboxEntry> handled(String name) {
    return handled.getOrDefault(name, List.of());
  }

  @Override
  public void deliver() {
    queues.forEach(
        (name, queue) -> {
          SqsQueue consumed = SqsQueue.named(client, queue.name());
          List<Message> received = consumed.receive(10, Duration.ZERO, VISIBILITY);
          if (failing) {
            consumed.hide(received, Duration.ZERO);
          } else if (!received.isEmpty()) {
            received.forEach(message -> handled(name).add(ENVELOPE.open(message.body())));
            consumed.delete(received);
          }
        });
  }

  @Override
  public void close() {
    try (client) {
      for (FreshQueue queue : queues.values()) {
        queue.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the queues' consumers stop", interrupted);
    }
  }
}
