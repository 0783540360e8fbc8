package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a handled request as a row. Its key is free again once the row has expired, whether or not
 * TTL has deleted the row.
 */
final class IdempotencyRowMapping implements RowMapping<IdempotencyRecord> {
  private static final String SCOPE_HASH = "scopeHash";
  private static final String KEY = "idempotencyKey";
  private static final String REQUEST_HASH = "requestHash";
  private static final String ANSWER = "answer";
  private static final String RECEIVED_AT = "receivedAt";

  @Override
  public Class<IdempotencyRecord> type() {
    return IdempotencyRecord.class;
  }

  @Override
  public String entityType() {
    return "REQUEST";
  }

  @Override
  public String keyPrefix() {
    return IdempotencyRecord.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(IdempotencyRecord record) {
    return new ItemBuilder()
        .text(SCOPE_HASH, record.scopeHash())
        .text(KEY, record.key().value())
        .text(REQUEST_HASH, record.hash().value())
        .text(ANSWER, record.answer())
        .time(RECEIVED_AT, record.receivedAt())
        .expiresAt(record.expiresAt())
        .map();
  }

  @Override
  public IdempotencyRecord read(ItemReader row) {
    return new IdempotencyRecord(
        row.text(SCOPE_HASH),
        new IdempotencyKey(row.text(KEY)),
        new RequestHash(row.text(REQUEST_HASH)),
        row.text(ANSWER),
        row.time(RECEIVED_AT));
  }

  @Override
  public Guard guard(IdempotencyRecord record, Version expected) {
    return Guard.newOrUntil(RECEIVED_AT, record.receivedAt().minus(IdempotencyRecord.RETENTION));
  }
}
