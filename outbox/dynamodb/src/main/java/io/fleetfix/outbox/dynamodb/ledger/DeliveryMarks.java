package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.ledger.OutboxMarks.Attempt;
import io.fleetfix.outbox.dynamodb.ledger.OutboxMarks.Mark;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Marks for the delivery of an event: receipts, resend claims and refusals. The mark of a receipt
 * removes the row from the due index and sets its expiry in one write. Before that, a row has no
 * expiry.
 */
record DeliveryMarks(OutboxMarks marks) {
  private static final AttributeValue ZERO = AttributeValue.fromN("0");
  private static final AttributeValue ONE = AttributeValue.fromN("1");

  /**
   * In one call, whatever the row is. A repeated receipt costs a write that does nothing; but
   * almost all receipts are the first, and a read before each would cost more.
   */
  Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return switch (marks.attempt(OutboxItem.key(receipt), delivered(deliveredAt))) {
      case Attempt.Written(Map<String, AttributeValue> before) -> confirmation(before);
      case Attempt.Refused(Map<String, AttributeValue> row) ->
          row.isEmpty() ? Confirmation.UNKNOWN : Confirmation.REPEATED;
    };
  }

  private static Mark delivered(Instant at) {
    long expiresAt = at.plus(OutboxLedger.RETENTION).getEpochSecond();
    return new Mark(
        "attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)",
        "SET #deliveredAt = :at, #expiresAt = :expiresAt"
            + " REMOVE #dueShard, #dueAt, #quarantinedAt, #reason, #reasonCode, #rests",
        Map.of(":at", time(at), ":expiresAt", AttributeValue.fromN(Long.toString(expiresAt))));
  }

  private static Confirmation confirmation(Map<String, AttributeValue> before) {
    boolean helped =
        before.containsKey(OutboxItem.RESENDS)
            || before.containsKey(OutboxItem.REFUSALS)
            || before.containsKey(OutboxItem.QUARANTINED_AT);
    return helped ? Confirmation.AFTER_RESEND : Confirmation.FIRST;
  }

  /**
   * Claims a resend. For an entry that is delivered or quarantined by now, records only the resend.
   * The number of claims never decreases, so if it equals the number read before, there was no
   * claim in between. When an answer is lost, the claim may be stored although this returns false:
   * the entry then waits for the next round.
   */
  boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    Map<String, AttributeValue> key = OutboxItem.key(seen.entry());
    String asSeen = seen.resends() == 0 ? "attribute_not_exists(#resends)" : "#resends = :seen";
    String claimed = "SET #resends = :next, #resentAt = :at";
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":next", number(seen.resends() + 1));
    values.put(":at", time(at));
    if (seen.resends() > 0) {
      values.put(":seen", number(seen.resends()));
    }
    Mark settled = new Mark("attribute_exists(#pk) AND " + asSeen, claimed, values);
    values.put(
        ":dueAgain", AttributeValue.fromS(OutboxItem.dueAt(dueAgain, seen.entry().eventId())));
    Mark pending =
        new Mark(OutboxMarks.PENDING + " AND " + asSeen, claimed + ", #dueAt = :dueAgain", values);
    return marks.put(key, pending).isPresent() || marks.put(key, settled).isPresent();
  }

  void recordRefusal(OutboxEntry entry) {
    marks.put(
        OutboxItem.key(entry),
        new Mark(
            OutboxMarks.PENDING,
            "SET #refusals = if_not_exists(#refusals, :zero) + :one",
            Map.of(":zero", ZERO, ":one", ONE)));
  }

  private static AttributeValue time(Instant time) {
    return AttributeValue.fromS(UtcMillis.text(time));
  }

  private static AttributeValue number(int number) {
    return AttributeValue.fromN(Integer.toString(number));
  }
}
