package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.CancellationReasons.AlreadyDone;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Conflict;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Refused;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Throttled;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.util.List;
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
 * Sends one TransactWriteItems per commit: every changed row and every outbox row, or none.
 *
 * <p>An answer can be lost. The same request, including its idempotency token, is retried until the
 * deadline, which is well within the ten minutes for which DynamoDB remembers the token. Each row
 * carries the commit's id, so that after a failed condition our own commit can be told apart from
 * another one.
 *
 * <p>An interrupt ends a commit at once: no further request is sent, the outcome counts as unknown,
 * and the thread's interrupt flag stays set.
 */
public class DynamoDbUnitOfWork implements UnitOfWork {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(10), Duration.ofMillis(500));

  private final DynamoDbClient client;
  private final CommitRequest requests;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final Supplier<Traceparent> trace;

  /**
   * Commits to this table.
   *
   * @param client with timeouts, such as that of a {@link DynamoDbConnection}
   * @param mappings for every kind of aggregate that may be committed
   * @param random for commit ids and for the jitter of retry delays
   * @param nanoClock such as {@link System#nanoTime()}
   * @param trace the caller's trace, read once per commit
   */
  public DynamoDbUnitOfWork(
      DynamoDbClient client,
      OutboxTable table,
      OutboxFormat format,
      RowMappings mappings,
      RandomGenerator random,
      LongSupplier nanoClock,
      Supplier<Traceparent> trace) {
    this.client = client;
    this.requests = new CommitRequest(table, new OutboxItem(format), mappings);
    this.random = random;
    this.backoff = Backoff.of(PAUSES, DEADLINE, random, nanoClock);
    this.trace = trace;
  }

  /** Commits to this table without a trace. */
  public DynamoDbUnitOfWork(
      DynamoDbClient client,
      OutboxTable table,
      OutboxFormat format,
      RowMappings mappings,
      RandomGenerator random,
      LongSupplier nanoClock) {
    this(client, table, format, mappings, random, nanoClock, () -> Traceparent.NONE);
  }

  @Override
  public final void commit(Change<?>... changes) {
    String commitId = newCommitId();
    send(requests.of(commitId, trace.get(), List.of(changes)), commitId);
  }

  @Override
  public final void restore(Restoration<?> restoration) {
    String commitId = newCommitId();
    send(requests.of(commitId, trace.get(), restoration), commitId);
  }

  private String newCommitId() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  private void send(TransactWriteItemsRequest request, String commitId) {
    Retries retries = backoff.start();
    SdkException unclear = attempt(request, commitId);
    while (unclear != null) {
      if (!retries.again()) {
        throw new StorageUnavailable(unclear);
      }
      unclear = attempt(request, commitId);
    }
  }

  /** Returns null when the commit is done, or the reason to send the same request again. */
  private @Nullable SdkException attempt(TransactWriteItemsRequest request, String commitId) {
    try {
      client.transactWriteItems(request);
      return null;
    } catch (TransactionCanceledException cancelled) {
      return switch (CancellationReasons.of(cancelled, commitId)) {
        case AlreadyDone() -> null;
        case Conflict(int index) -> throw conflict(request, index);
        case Throttled() -> cancelled;
        case CancellationReasons.TooLarge() -> throw new UnitOfWork.TooLarge(cancelled);
        case Refused() -> throw new StorageUnavailable(cancelled);
      };
    } catch (TransactionInProgressException | SdkClientException unclear) {
      return unclear;
    } catch (DynamoDbException failure) {
      if (SizeLimit.isExceeded(failure)) {
        throw new UnitOfWork.TooLarge(failure);
      }
      if (failure.statusCode() < 500 && !failure.isThrottlingException()) {
        // No retry fixes a wrong table or a missing permission.
        throw new StorageUnavailable(failure);
      }
      return failure;
    }
  }

  private static ConcurrencyConflict conflict(TransactWriteItemsRequest request, int index) {
    return new ConcurrencyConflict(CommitRequest.aggregateId(request, index));
  }
}
