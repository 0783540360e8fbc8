package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Responses that DynamoDB can give and DynamoDB Local never does, from a scripted client. */
class ResendTest {
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<TransactWriteItemsRequest> sent = new ArrayList<>();
  private final Change<Parcel> shipment = Parcels.shipped(TWO_O_CLOCK);

  /** A client that throws the given failures and then succeeds. */
  private final DynamoDbClient client =
      new DynamoDbClient() {
        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
          sent.add(request);
          if (!failures.isEmpty()) {
            throw failures.remove();
          }
          return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {}
      };

  private final DynamoDbUnitOfWork unitOfWork = unitOfWork(client);

  private static DynamoDbUnitOfWork unitOfWork(DynamoDbClient client) {
    return new DynamoDbUnitOfWork(
        client,
        FreshTables.TABLE,
        Parcels.FORMAT,
        FreshTables.MAPPINGS,
        new SplittableRandom(1),
        System::nanoTime);
  }

  static Stream<RuntimeException> passingFailures() {
    return Stream.of(
        SdkClientException.create("The connection is gone"),
        TransactionInProgressException.builder().statusCode(400).build(),
        status(500),
        status(503),
        cancelled("None", "TransactionConflict"),
        cancelled("ThrottlingError", "None"),
        cancelled("ProvisionedThroughputExceeded", "None"));
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void retriesTheSameRequest(RuntimeException failure) {
    failures.add(failure);
    failures.add(failure);

    unitOfWork.commit(shipment);

    assertThat(sent).hasSize(3).containsOnly(sent.getFirst());
    assertThat(sent.getFirst().clientRequestToken()).isNotEmpty();
  }

  @Test
  void anInterruptedCommitSendsNoFurtherRequestAndLeavesTheThreadInterrupted() {
    failures.add(SdkClientException.create("The answer is lost"));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> unitOfWork.commit(shipment)).isInstanceOf(StorageUnavailable.class);

    boolean wasInterrupted = Thread.interrupted(); // cleared for the next test
    assertThat(wasInterrupted).isTrue();
    assertThat(sent).hasSize(1);
  }

  @Test
  void usesAnotherTokenForAnotherCommit() {
    unitOfWork.commit(shipment);
    unitOfWork.commit(shipment);

    assertThat(sent.get(0).clientRequestToken()).isNotEqualTo(sent.get(1).clientRequestToken());
  }

  @Test
  void recognisesItsOwnCommitAfterAFailedCondition() {
    failures.add(SdkClientException.create("The answer is lost"));
    DynamoDbClient remembering = rememberingTheFirst();

    unitOfWork(remembering).commit(shipment);

    assertThat(sent).hasSize(2);
  }

  /** Fails the first call after it was executed, and every later one on its conditions. */
  private DynamoDbClient rememberingTheFirst() {
    return new DynamoDbClient() {
      @Override
      public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        sent.add(request);
        if (sent.size() == 1) {
          throw failures.remove();
        }
        Map<String, AttributeValue> stored =
            sent.getFirst().transactItems().getFirst().put().item();
        throw TransactionCanceledException.builder()
            .cancellationReasons(
                CancellationReason.builder().code("ConditionalCheckFailed").item(stored).build())
            .build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aFailedConditionIsAConflictWhateverElseFailed() {
    failures.add(cancelled("ConditionalCheckFailed", "TransactionConflict"));

    assertThatThrownBy(() -> unitOfWork.commit(shipment))
        .isInstanceOfSatisfying(
            ConcurrencyConflict.class,
            conflict ->
                assertThat(conflict.aggregateId()).isEqualTo(shipment.state().aggregateId()));
    assertThat(sent).hasSize(1);
  }

  static Stream<RuntimeException> lastingFailures() {
    return Stream.of(status(400), status(403), cancelled("ValidationError", "None"));
  }

  @ParameterizedTest
  @MethodSource("lastingFailures")
  void doesNotRetryPermanentFailures(RuntimeException failure) {
    failures.add(failure);

    assertThatThrownBy(() -> unitOfWork.commit(shipment))
        .isInstanceOf(StorageUnavailable.class)
        .hasCause(failure);
    assertThat(sent).hasSize(1);
  }

  @Test
  void refusesACommitWithMoreRowsThanATransactionAllows() {
    Change<?>[] many = Stream.generate(Parcels::packed).limit(101).toArray(Change<?>[]::new);

    assertThatThrownBy(() -> unitOfWork.commit(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100");
    assertThat(sent).isEmpty();
  }

  private static RuntimeException status(int status) {
    return DynamoDbException.builder().statusCode(status).message("Status " + status).build();
  }

  private static RuntimeException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .statusCode(400)
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .build();
  }
}
