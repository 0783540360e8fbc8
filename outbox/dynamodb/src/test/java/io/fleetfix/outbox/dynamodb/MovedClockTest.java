package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.testing.localaws.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Expiry in the stream of DynamoDB Local: iterators after 15 minutes, records after 24 hours. Each
 * test first checks that the engine has expired them.
 */
class MovedClockTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(1_500);

  private final MovableClock clock;
  private final DynamoDbLocal local;
  private final FreshTables tables;
  private final OutboxStream stream;

  MovedClockTest(@TempDir Path folder) {
    Optional<MovableClock> movable = MovableClock.in(folder);
    assumeTrue(movable.isPresent(), MovableClock.MISSING);
    clock = movable.get();
    local = DynamoDbLocal.inMemory(clock.environment());
    tables = new FreshTables(local);
    stream = tables.stream();
  }

  @AfterEach
  void close() {
    tables.close();
    local.close();
  }

  @Test
  void anExpiredIteratorNeitherLosesNorDuplicatesEntries() throws Exception {
    List<OutboxEntry> early = raise(3);
    assertThat(take(stream, 3)).containsExactlyInAnyOrderElementsOf(early);
    String iterator = oldest();

    clock.runAhead(Duration.ofHours(5));
    eventually(() -> assertForgotten(iterator, ExpiredIteratorException.class));
    List<OutboxEntry> late = raise(3);

    assertThat(take(stream, 3)).containsExactlyInAnyOrderElementsOf(late);
    assertNothingMore(stream);
  }

  @Test
  void skipsTrimmedRecordsAndReadsTheRest() throws Exception {
    List<OutboxEntry> read = raise(1);
    assertThat(take(stream, 1)).isEqualTo(read);
    raise(2); // not read in time, so these are left to the sweeper

    clock.runAhead(Duration.ofHours(30));
    eventually(() -> assertForgotten(afterTheFirst(), TrimmedDataAccessException.class));
    List<OutboxEntry> late = raise(3);

    assertThat(take(stream, 3)).containsExactlyInAnyOrderElementsOf(late);
    assertNothingMore(stream);
  }

  @Test
  void aReaderThatStartsAfterTrimmingReadsTheRest() throws Exception {
    raise(2);
    assertThat(take(stream, 2)).hasSize(2);
    tables.stopStream();

    clock.runAhead(Duration.ofHours(30));
    eventually(() -> assertForgotten(afterTheFirst(), TrimmedDataAccessException.class));
    List<OutboxEntry> late = raise(3);

    try (DynamoDbOutboxStream next = tables.newStream()) {
      assertThat(take(next, 3)).containsExactlyInAnyOrderElementsOf(late);
      assertNothingMore(next);
    }
  }

  private void assertForgotten(String iterator, Class<? extends Exception> said) {
    assertThatThrownBy(() -> streams().getRecords(request -> request.shardIterator(iterator)))
        .isInstanceOf(said);
  }

  private String oldest() {
    return iterator(request -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
  }

  private String afterTheFirst() {
    String first = shard().sequenceNumberRange().startingSequenceNumber();
    return iterator(
        request ->
            request
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(first));
  }

  private String iterator(Consumer<GetShardIteratorRequest.Builder> from) {
    return streams()
        .getShardIterator(
            request ->
                request.streamArn(streamArn()).shardId(shard().shardId()).applyMutation(from))
        .shardIterator();
  }

  private Shard shard() {
    return streams()
        .describeStream(request -> request.streamArn(streamArn()))
        .streamDescription()
        .shards()
        .getLast();
  }

  private DynamoDbStreamsClient streams() {
    return tables.connection().streams();
  }

  private String streamArn() {
    return new TableCheck(tables.client(), FreshTables.TABLE).run();
  }

  private static List<OutboxEntry> take(OutboxStream stream, int count) throws Exception {
    List<OutboxEntry> taken = new ArrayList<>();
    while (taken.size() < count) {
      int now = stream.take(LONG, taken::addAll);
      assertThat(now).as("timed out after %s", taken).isPositive();
    }
    return taken;
  }

  private static void assertNothingMore(OutboxStream stream) throws Exception {
    assertThat(stream.take(SHORT, entries -> assertThat(entries).isEmpty())).isZero();
  }

  private List<OutboxEntry> raise(int count) {
    return IntStream.range(0, count).mapToObj(i -> raise()).toList();
  }

  private OutboxEntry raise() {
    return tables.raised(NOON);
  }
}
