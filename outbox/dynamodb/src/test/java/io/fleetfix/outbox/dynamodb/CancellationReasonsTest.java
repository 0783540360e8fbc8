package io.fleetfix.outbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.dynamodb.CancellationReasons.AlreadyDone;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Conflict;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Refused;
import io.fleetfix.outbox.dynamodb.CancellationReasons.Throttled;
import io.fleetfix.outbox.dynamodb.CancellationReasons.TooLarge;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Some reasons come from DynamoDB only, and never from DynamoDB Local. */
class CancellationReasonsTest {
  private static final String COMMIT = "commit-1";

  private static final CancellationReason NONE = reason("None", "");
  private static final CancellationReason CONDITION = reason("ConditionalCheckFailed", "");
  private static final CancellationReason OURS =
      CONDITION.toBuilder()
          .item(Map.of(OutboxTable.COMMIT_ID, AttributeValue.fromS(COMMIT)))
          .build();
  private static final CancellationReason OTHERS =
      CONDITION.toBuilder()
          .item(Map.of(OutboxTable.COMMIT_ID, AttributeValue.fromS("commit-2")))
          .build();
  private static final CancellationReason BUSY = reason("TransactionConflict", "");
  private static final CancellationReason THROTTLED = reason("ThrottlingError", "");
  private static final CancellationReason BEYOND_CAPACITY =
      reason("ProvisionedThroughputExceeded", "");
  private static final CancellationReason SIZE =
      reason("ValidationError", "Item size has exceeded the maximum allowed size");
  private static final CancellationReason INDEX_SIZE =
      reason("ItemCollectionSizeLimitExceeded", "Collection size exceeded.");
  private static final CancellationReason INVALID =
      reason("ValidationError", "One or more parameter values were invalid");

  static Stream<Arguments> meanings() {
    return Stream.of(
        Arguments.of(List.of(NONE, OURS), new AlreadyDone()),
        Arguments.of(List.of(CONDITION, OURS), new AlreadyDone()),
        Arguments.of(List.of(NONE, OTHERS), new Conflict(1)),
        Arguments.of(List.of(CONDITION, SIZE), new Conflict(0)),
        Arguments.of(List.of(BUSY, NONE, CONDITION), new Conflict(2)),
        Arguments.of(List.of(NONE, SIZE), new TooLarge()),
        Arguments.of(List.of(BUSY, SIZE), new TooLarge()),
        Arguments.of(List.of(INDEX_SIZE), new TooLarge()),
        Arguments.of(List.of(INVALID, NONE), new Refused()),
        Arguments.of(List.of(INVALID, BUSY), new Throttled()),
        Arguments.of(List.of(BUSY), new Throttled()),
        Arguments.of(List.of(NONE, THROTTLED), new Throttled()),
        Arguments.of(List.of(BEYOND_CAPACITY), new Throttled()),
        Arguments.of(List.of(reason("SomethingNew", "")), new Throttled()));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void theReasonThatSaysMostCounts(List<CancellationReason> reasons, CancellationReasons meaning) {
    TransactionCanceledException cancelled =
        TransactionCanceledException.builder().cancellationReasons(reasons).build();

    assertThat(CancellationReasons.of(cancelled, COMMIT)).isEqualTo(meaning);
  }

  private static CancellationReason reason(String code, String message) {
    return CancellationReason.builder().code(code).message(message).build();
  }
}
