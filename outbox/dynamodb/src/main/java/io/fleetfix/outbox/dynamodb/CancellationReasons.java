package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The meaning of a cancelled transaction, in order of precedence. This attempt wrote nothing. */
sealed interface CancellationReasons {
  /** An earlier attempt of the same commit succeeded, and its answer was lost. */
  record AlreadyDone() implements CancellationReasons {}

  /**
   * The stored state is not the expected one.
   *
   * @param index the index of the item whose condition failed
   */
  record Conflict(int index) implements CancellationReasons {}

  /** Another transaction or throttling got in the way: the same request may succeed on retry. */
  record Throttled() implements CancellationReasons {}

  /** An item exceeds a size limit of DynamoDB, so a retry cannot succeed. */
  record TooLarge() implements CancellationReasons {}

  /** DynamoDB refuses an item for another reason, so a retry cannot succeed. */
  record Refused() implements CancellationReasons {}

  static CancellationReasons of(TransactionCanceledException cancelled, String commitId) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    int failed = firstFailedCondition(reasons);
    if (reasons.stream().anyMatch(reason -> isOurs(reason.item(), commitId))) {
      return new AlreadyDone();
    }
    if (failed >= 0) {
      return new Conflict(failed);
    }
    if (reasons.stream().anyMatch(SizeLimit::isExceeded)) {
      return new TooLarge();
    }
    boolean refused =
        reasons.stream().anyMatch(reason -> "ValidationError".equals(reason.code()))
            && reasons.stream().noneMatch(CancellationReasons::isPassing);
    return refused ? new Refused() : new Throttled();
  }

  private static boolean isPassing(CancellationReason reason) {
    return switch (String.valueOf(reason.code())) {
      case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> true;
      default -> false;
    };
  }

  private static int firstFailedCondition(List<CancellationReason> reasons) {
    for (int i = 0; i < reasons.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOurs(Map<String, AttributeValue> item, String commitId) {
    AttributeValue stored = item.get(OutboxTable.COMMIT_ID);
    return stored != null && commitId.equals(stored.s());
  }
}
