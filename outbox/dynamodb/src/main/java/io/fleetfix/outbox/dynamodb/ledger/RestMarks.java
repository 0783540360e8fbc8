package io.fleetfix.outbox.dynamodb.ledger;

import io.fleetfix.outbox.dynamodb.ledger.OutboxMarks.Mark;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts off rows that are due but not for this instance, so that they do not block the others: rows
 * of a newer schema version, and rows whose marks contradict each other. Each time, they wait twice
 * as long, and they keep their state.
 */
record RestMarks(OutboxMarks marks, ReadProblems problems) {
  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(2), Duration.ofHours(1));

  /** Puts off a row, unless it was changed since it was read. */
  void rest(Map<String, AttributeValue> row, String problem, Instant now) {
    AttributeValue seen = row.get(OutboxTable.DUE_AT);
    if (seen == null) {
      return;
    }
    String partition = new ItemReader(row).text(OutboxTable.PK);
    int rests = rests(row);
    Instant next = now.plus(WAIT.after(rests));
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":seen", seen);
    values.put(":pending", AttributeValue.fromS(OutboxTable.PENDING));
    values.put(":rests", AttributeValue.fromN(Integer.toString(rests + 1)));
    values.put(
        ":next", AttributeValue.fromS(OutboxItem.dueAt(next, OutboxItem.placeOf(partition))));
    Mark put =
        new Mark(
            "begins_with(#dueShard, :pending) AND #dueAt = :seen",
            "SET #dueAt = :next, #rests = :rests",
            values);
    if (marks.put(OutboxTable.keyOf(row), put).isPresent() && rests == 0) {
      problems.putOff(new Unreadable(partition, problem));
    }
  }

  private static int rests(Map<String, AttributeValue> row) {
    return Optional.ofNullable(row.get(OutboxItem.RESTS))
        .map(AttributeValue::n)
        .filter(rests -> rests.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(0);
  }
}
