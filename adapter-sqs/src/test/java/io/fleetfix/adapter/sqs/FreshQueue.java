package io.fleetfix.adapter.sqs;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.ReactionBinding;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A new queue with a dead-letter queue, and consumers that stop with it. */
final class FreshQueue {
  private static final int MAX_BATCH = 10;

  private final String name = "q-" + UUID.randomUUID();
  private final URI endpoint;
  private final SqsClient client;
  private final String url;
  private final String deadLettersUrl;
  private final List<QueueConsumer> consumers = new ArrayList<>();

  FreshQueue(URI endpoint, int maxReceives) {
    this.endpoint = endpoint;
    client = clientFor(endpoint);
    deadLettersUrl = client.createQueue(queue -> queue.queueName(name + "-dlq")).queueUrl();
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(
                attributes(deadLettersUrl, QueueAttributeName.QUEUE_ARN)
                    .get(QueueAttributeName.QUEUE_ARN),
                maxReceives);
    url =
        client
            .createQueue(
                queue ->
                    queue
                        .queueName(name)
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
            .queueUrl();
  }

  String name() {
    return name;
  }

  URI endpoint() {
    return endpoint;
  }

  SqsQueue queue(ExecutionInterceptor... interceptors) {
    return queueVia(endpoint, interceptors);
  }

  /** The same queue, through another endpoint. */
  SqsQueue queueVia(URI way, ExecutionInterceptor... interceptors) {
    return SqsQueue.named(clientFor(way, interceptors), name);
  }

  static SqsClient clientFor(URI endpoint, ExecutionInterceptor... interceptors) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            SqsConnection.limits().toBuilder().executionInterceptors(List.of(interceptors)).build())
        .build();
  }

  /** Starts a consumer, which stops with the queue. */
  QueueConsumer consume(
      SqsQueue queue, List<ReactionBinding> bindings, Polling polling, OutcomeCounter counter) {
    QueueConsumer consumer = new QueueConsumer(queue, Parcels.FORMAT, bindings, polling, counter);
    consumers.add(consumer);
    consumer.start();
    return consumer;
  }

  void send(Collection<OutboxEntry> events) {
    sendBodies(events.stream().map(Envelopes::of).toList());
  }

  void sendBodies(List<String> bodies) {
    sendBodies(url, bodies);
  }

  /** As a rule does if the queue cannot be reached. */
  void sendToDeadLetters(List<String> bodies) {
    sendBodies(deadLettersUrl, bodies);
  }

  private void sendBodies(String to, List<String> bodies) {
    for (int from = 0; from < bodies.size(); from += MAX_BATCH) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String body : bodies.subList(from, Math.min(bodies.size(), from + MAX_BATCH))) {
        String id = Integer.toString(entries.size());
        entries.add(SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build());
      }
      client.sendMessageBatch(batch -> batch.queueUrl(to).entries(entries));
    }
  }

  /**
   * Receives as another consumer would: messages that are visible, or become so during the wait.
   */
  List<Message> receive(Duration wait) {
    return receive(url, wait);
  }

  List<Message> receiveDeadLetters(Duration wait) {
    return receive(deadLettersUrl, wait);
  }

  private List<Message> receive(String from, Duration wait) {
    return client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(from)
                    .maxNumberOfMessages(MAX_BATCH)
                    .waitTimeSeconds((int) wait.toSeconds())
                    .overrideConfiguration(
                        call ->
                            call.apiCallAttemptTimeout(wait.plusSeconds(5))
                                .apiCallTimeout(wait.plusSeconds(10))))
        .messages();
  }

  /** The number of visible messages. */
  int visible() {
    return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** The number of messages in flight. */
  int hidden() {
    return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  /**
   * The number of messages not deleted. Reads both counts in one call, since a message may move
   * from one to the other.
   */
  int size() {
    return count(
        url,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  int deadLetters() {
    return count(deadLettersUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private int count(String queue, QueueAttributeName... numbers) {
    return attributes(queue, numbers).values().stream().mapToInt(Integer::parseInt).sum();
  }

  private Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName... names) {
    return client.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(names)).attributes();
  }

  /** Stops the consumers and waits for their work to end. */
  void close() throws InterruptedException {
    consumers.forEach(QueueConsumer::stop);
    for (QueueConsumer consumer : consumers) {
      consumer.join();
    }
    client.close();
  }
}
