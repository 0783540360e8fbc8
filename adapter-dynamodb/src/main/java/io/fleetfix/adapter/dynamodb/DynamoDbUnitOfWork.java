package io.fleetfix.adapter.dynamodb;

import io.fleetfix.adapter.dynamodb.CancellationReasons.AlreadyDone;
import io.fleetfix.adapter.dynamodb.CancellationReasons.Conflict;
import io.fleetfix.adapter.dynamodb.CancellationReasons.Throttled;
import io.fleetfix.adapter.dynamodb.CancellationReasons.TooLarge;
import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * One TransactWriteItems a commit: every changed row and every outbox row, or none.
 *
 * <p>An answer can be lost. The request is frozen, token included, and sent again as it is until
 * the deadline, which lies well inside the ten minutes for which DynamoDB remembers the token. Each
 * row carries the commit's id, so that a failed condition tells our own commit from another's.
 */
public final class DynamoDbUnitOfWork implements UnitOfWork {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final DynamoDbClient client;
  private final CommitRequest requests;
  private final RandomGenerator random;
  private final LongSupplier nanoClock;
  private final Supplier<Traceparent> trace;

  /**
   * Writes into this table.
   *
   * @param client with timeouts, such as a {@link DynamoDbConnection} has
   * @param random for commit ids and for the jitter of pauses
   * @param nanoClock as {@link System#nanoTime()}
   * @param trace in which the caller is, asked in each commit
   */
  public DynamoDbUnitOfWork(
      DynamoDbClient client,
      WorkshopTable table,
      RandomGenerator random,
      LongSupplier nanoClock,
      Supplier<Traceparent> trace) {
    this.trace = trace;
    this.client = client;
    this.requests = new CommitRequest(table);
    this.random = random;
    this.nanoClock = nanoClock;
  }

  /** As above, outside of any trace. */
  public DynamoDbUnitOfWork(
      DynamoDbClient client, WorkshopTable table, RandomGenerator random, LongSupplier nanoClock) {
    this(client, table, random, nanoClock, () -> Traceparent.NONE);
  }

  @Override
  public void commit(Change<?>... changes) {
    String commitId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    TransactWriteItemsRequest request = requests.of(commitId, trace.get(), changes);
    long end = nanoClock.getAsLong() + DEADLINE.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    SdkException unclear = attempt(request, commitId);
    while (unclear != null) {
      if (nanoClock.getAsLong() - end > 0) {
        throw new StorageUnavailable(unclear);
      }
      LockSupport.parkNanos(random.nextLong(pause / 2, pause + 1));
      pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
      unclear = attempt(request, commitId);
    }
  }

  /** Null when the commit is done, or why the same request has to be sent again. */
  private @Nullable SdkException attempt(TransactWriteItemsRequest request, String commitId) {
    try {
      client.transactWriteItems(request);
      return null;
    } catch (TransactionCanceledException cancelled) {
      return switch (CancellationReasons.of(cancelled, commitId)) {
        case AlreadyDone() -> null;
        case Conflict(int index) -> throw conflict(request, index);
        case Throttled() -> cancelled;
        case TooLarge() -> throw new StorageUnavailable(cancelled);
      };
    } catch (TransactionInProgressException | SdkClientException unclear) {
      return unclear;
    } catch (DynamoDbException failure) {
      if (failure.statusCode() < 500 && !failure.isThrottlingException()) {
        throw new StorageUnavailable(failure); // a wrong table or a missing right heals by no retry
      }
      return failure;
    }
  }

  private static ConcurrencyConflict conflict(TransactWriteItemsRequest request, int index) {
    return new ConcurrencyConflict(CommitRequest.aggregateId(request, index));
  }
}
