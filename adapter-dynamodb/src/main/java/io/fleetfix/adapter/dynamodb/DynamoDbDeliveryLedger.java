package io.fleetfix.adapter.dynamodb;

import io.fleetfix.adapter.dynamodb.OutboxMarks.Mark;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Delivery marks on the outbox rows. A receipt's mark takes the row out of the index of what is due
 * and lets it expire, both in the same write; before that a row has no date of expiry.
 */
public final class DynamoDbDeliveryLedger implements DeliveryLedger {
  private static final AttributeValue ZERO = AttributeValue.fromN("0");
  private static final AttributeValue ONE = AttributeValue.fromN("1");

  private final OutboxMarks marks;

  public DynamoDbDeliveryLedger(DynamoDbClient client, WorkshopTable table) {
    this.marks = new OutboxMarks(client, table);
  }

  @Override
  public Confirmation confirm(EventId eventId, Instant deliveredAt) {
    Optional<Map<String, AttributeValue>> found = marks.row(eventId);
    if (found.isEmpty()) {
      return Confirmation.UNKNOWN;
    }
    Map<String, AttributeValue> row = found.get();
    if (row.containsKey(OutboxItem.DELIVERED_AT) || !marks.put(row, delivered(deliveredAt))) {
      return Confirmation.REPEATED;
    }
    boolean helped =
        row.containsKey(OutboxItem.RESENDS)
            || row.containsKey(OutboxItem.REFUSALS)
            || row.containsKey(OutboxItem.QUARANTINED_AT);
    return helped ? Confirmation.AFTER_RESEND : Confirmation.FIRST;
  }

  private static Mark delivered(Instant at) {
    long expiresAt = at.plus(RETENTION).getEpochSecond();
    return new Mark(
        "attribute_exists(#pk) AND attribute_not_exists(#deliveredAt)",
        "SET #deliveredAt = :at, #expiresAt = :expiresAt"
            + " REMOVE #dueShard, #dueAt, #quarantinedAt, #reason",
        Map.of(
            ":at", AttributeValue.fromS(Timestamp.text(at)),
            ":expiresAt", AttributeValue.fromN(Long.toString(expiresAt))));
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return marks.row(eventId).map(OutboxItem::delivery);
  }

  @Override
  public void note(EventId eventId, Attempt attempt) {
    marks
        .row(eventId)
        .ifPresent(
            row -> {
              AttributeValue dueAgain =
                  AttributeValue.fromS(OutboxItem.dueAt(attempt.dueAgain(), eventId));
              switch (attempt.outcome()) {
                case ACCEPTED -> noteResend(row, attempt.at(), dueAgain);
                case REFUSED -> marks.put(row, refused(dueAgain));
              }
            });
  }

  /** Of one that is delivered or given up by now, only that it was sent. */
  private void noteResend(Map<String, AttributeValue> row, Instant at, AttributeValue dueAgain) {
    String resent = "SET #resends = if_not_exists(#resends, :zero) + :one, #resentAt = :at";
    Map<String, AttributeValue> values =
        Map.of(":zero", ZERO, ":one", ONE, ":at", AttributeValue.fromS(Timestamp.text(at)));
    Map<String, AttributeValue> withDue =
        Map.of(
            ":zero", ZERO,
            ":one", ONE,
            ":at", AttributeValue.fromS(Timestamp.text(at)),
            ":dueAgain", dueAgain);
    if (!marks.put(row, new Mark(OutboxMarks.PENDING, resent + ", #dueAt = :dueAgain", withDue))) {
      marks.put(row, new Mark("attribute_exists(#pk)", resent, values));
    }
  }

  private static Mark refused(AttributeValue dueAgain) {
    return new Mark(
        OutboxMarks.PENDING,
        "SET #refusals = if_not_exists(#refusals, :zero) + :one, #dueAt = :dueAgain",
        Map.of(":zero", ZERO, ":one", ONE, ":dueAgain", dueAgain));
  }
}
