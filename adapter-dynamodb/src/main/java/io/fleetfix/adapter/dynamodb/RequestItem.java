package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A request that had its effect, as a row, both ways. */
final class RequestItem {
  static final String ENTITY_TYPE = "REQUEST";
  static final String RECEIVED_AT = "receivedAt";

  private static final String KEY = "idempotencyKey";
  private static final String REQUEST_HASH = "requestHash";
  private static final String REPAIR_ID = "repairId";
  private static final String LINE_ID = "lineId";

  private RequestItem() {}

  static Map<String, AttributeValue> of(Request request, String commitId) {
    Attributes row =
        Attributes.row(request.aggregateId(), ENTITY_TYPE, commitId)
            .text(KEY, request.key().value())
            .text(REQUEST_HASH, request.hash().value())
            .text(REPAIR_ID, request.answer().repairId().value())
            .time(RECEIVED_AT, request.receivedAt())
            // In whole seconds, and never before the request has expired.
            .number(
                WorkshopTable.EXPIRES_AT,
                request.expiresAt().plus(Duration.ofMillis(999)).getEpochSecond());
    return switch (request.answer()) {
      case Request.Opened opened -> row.map();
      case Request.WorkAdded added -> row.text(LINE_ID, added.lineId().value()).map();
    };
  }

  static Request read(Map<String, AttributeValue> item) {
    return Attributes.read(
        item,
        row ->
            new Request(
                new IdempotencyKey(row.text(KEY)),
                new RequestHash(row.text(REQUEST_HASH)),
                answer(row),
                row.time(RECEIVED_AT)));
  }

  private static Request.Answer answer(Attributes row) {
    RepairId repair = new RepairId(row.text(REPAIR_ID));
    return row.has(LINE_ID)
        ? new Request.WorkAdded(repair, new LineId(row.text(LINE_ID)))
        : new Request.Opened(repair);
  }
}
