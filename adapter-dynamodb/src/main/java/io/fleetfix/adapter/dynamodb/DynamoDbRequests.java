package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Requests;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Request;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Requests, read consistently. The TTL takes a row hours or days late: by then it is not found. */
public final class DynamoDbRequests implements Requests {
  private final AggregateReader rows;

  public DynamoDbRequests(DynamoDbClient client, WorkshopTable table) {
    this.rows = new AggregateReader(client, table);
  }

  @Override
  public Optional<Request> find(IdempotencyKey key, Instant now) {
    return rows.find(Request.aggregateId(key))
        .map(RequestItem::read)
        .filter(request -> !request.isExpiredAt(now));
  }
}
