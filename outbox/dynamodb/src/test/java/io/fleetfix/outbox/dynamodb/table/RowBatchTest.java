package io.fleetfix.outbox.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.dynamodb.relaytable.ManualClock;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** DynamoDB leaves keys unprocessed; DynamoDB Local never does. In virtual time. */
class RowBatchTest {
  private static final OutboxTable TABLE = new OutboxTable("rows");
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final ManualClock clock = new ManualClock();
  private int processed;
  private Duration answerTime = Duration.ZERO;
  private int requests;

  /** Answers for the first keys of each request, and leaves the others unprocessed. */
  private final DynamoDbClient client =
      new DynamoDbClient() {
        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
          requests++;
          clock.advance(answerTime);
          List<Map<String, AttributeValue>> keys =
              request.requestItems().values().iterator().next().keys();
          int done = Math.min(processed, keys.size());
          BatchGetItemResponse.Builder answer =
              BatchGetItemResponse.builder().responses(Map.of(TABLE.name(), keys.subList(0, done)));
          return done == keys.size()
              ? answer.build()
              : answer
                  .unprocessedKeys(
                      Map.of(
                          TABLE.name(),
                          KeysAndAttributes.builder()
                              .keys(keys.subList(done, keys.size()))
                              .build()))
                  .build();
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {}
      };

  private final RowBatch batch =
      new RowBatch(
          client,
          TABLE,
          new Backoff(
              new DoublingWait(Duration.ofMillis(20), Duration.ofMillis(500)),
              BUDGET,
              new SplittableRandom(1),
              clock,
              clock::pause));

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void readsAllRowsFromSeveralAnswers() {
    processed = 30;

    assertThat(batch.rows(keys(100))).isEqualTo(keys(100));
    assertThat(requests).isEqualTo(4);
  }

  @Test
  void keysThatStayUnprocessedEndInUnavailableAtTheDeadlineAfterFewRequests() {
    long start = clock.getAsLong();

    assertThatThrownBy(() -> batch.rows(keys(100)))
        .isInstanceOf(StorageUnavailable.class)
        .hasCauseInstanceOf(TimeoutException.class);

    assertThat(requests).isBetween(10, 30);
    assertThat(Duration.ofNanos(clock.getAsLong() - start)).isBetween(BUDGET.dividedBy(2), BUDGET);
  }

  @Test
  void slowAnswersCountTowardsTheDeadline() {
    answerTime = Duration.ofSeconds(2);

    assertThatThrownBy(() -> batch.rows(keys(100))).isInstanceOf(StorageUnavailable.class);

    assertThat(requests).isEqualTo(3);
  }

  @Test
  void anInterruptEndsItAtOnce() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> batch.rows(keys(100))).isInstanceOf(StorageUnavailable.class);

    assertThat(requests).isEqualTo(1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private static List<Map<String, AttributeValue>> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> OutboxTable.key("P-" + i)).toList();
  }
}
