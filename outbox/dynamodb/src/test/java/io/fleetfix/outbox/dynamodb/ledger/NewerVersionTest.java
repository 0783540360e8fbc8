package io.fleetfix.outbox.dynamodb.ledger;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of a later release belong to its instances: an earlier release leaves them pending. */
@ExtendWith(DynamoDbLocalExtension.class)
class NewerVersionTest {
  private static final OutboxTable TABLE = new OutboxTable("sample");

  private final DynamoDbConnection connection;
  private final DynamoDbOutboxLedger today;
  private final DynamoDbOutboxLedger tomorrow;
  private Instant now = NOON;

  NewerVersionTest(DynamoDbLocal local) {
    connection =
        DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    TABLE.createIfMissing(connection.tables());
    today = ledger(new OutboxItem(FORMAT));
    tomorrow = ledger(new OutboxItem(FORMAT, 2));
  }

  private DynamoDbOutboxLedger ledger(OutboxItem items) {
    return new DynamoDbOutboxLedger(
        connection.tables(), TABLE, items, () -> now, ReadProblems.LOGGED);
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void leavesTheRowToAnInstanceThatCanReadIt() {
    OutboxEntry entry = planted("2");
    assertThat(today.due(now, DueEntriesContract.NEVER, 10).items()).isEmpty();
    assertThat(today.due(now, DueEntriesContract.NEVER, 10).unreadable()).isEmpty();
    assertThat(today.quarantined(new PageRequest(10, null)).items()).isEmpty();
    assertThat(today.size().pending()).isEqualTo(1);

    now = now.plus(Duration.ofMinutes(2));

    assertThat(tomorrow.due(now, DueEntriesContract.NEVER, 10).items())
        .containsExactly(Delivery.pending(entry));
  }

  @Test
  void looksAtTheRowLessOftenUpToOnceAnHour() {
    planted("2");
    List<Long> minutes = new ArrayList<>();
    String dueAt = dueAt();
    for (int i = 0; i < 7; i++) {
      Instant last = now;
      today.due(now, DueEntriesContract.NEVER, 10);
      assertThat(dueAt()).as("put off").isGreaterThan(dueAt);
      dueAt = dueAt();
      now = Instant.parse(dueAt.substring(0, dueAt.indexOf('#')));
      minutes.add(Duration.between(last, now).toMinutes());
    }

    assertThat(minutes).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void aRowFromTheStreamStaysPending() {
    OutboxEntry entry = planted("2");

    today.quarantine(row(), "schemaVersion is newer than this release supports", now);

    assertThat(tomorrow.find(entry.eventId())).contains(Delivery.pending(entry));
  }

  @Test
  void saysThatTheRowIsNewer() {
    OutboxEntry entry = planted("2");

    assertThatExceptionOfType(UnreadableRow.class)
        .isThrownBy(() -> today.find(entry.eventId()))
        .withMessage(
            "Unreadable row OUTBOX#"
                + entry.eventId()
                + ": schemaVersion is newer than this release supports");
  }

  /** Earlier releases quarantined such rows; releasing them must not need the newer release. */
  @Test
  void releasesAQuarantinedRow() {
    OutboxEntry entry = planted("2");
    tomorrow.quarantine(entry, QuarantineReason.unreadable("schemaVersion is 2"), now);
    assertThat(today.quarantined(new PageRequest(10, null)).items())
        .extracting(Quarantined::readable)
        .containsExactly(true);

    assertThat(today.release(entry.eventId(), now)).isTrue();

    assertThat(tomorrow.due(now, DueEntriesContract.NEVER, 10).items())
        .containsExactly(Delivery.pending(entry));
  }

  @Test
  void confirmsItsDelivery() {
    OutboxEntry entry = planted("2");
    today.due(now, DueEntriesContract.NEVER, 10);

    today.confirm(entry, now);

    assertThat(tomorrow.find(entry.eventId())).contains(Delivery.delivered(entry, now));
    assertThat(row()).doesNotContainKeys("rests", "dueAt", "dueShard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "01", "two", "1.5", "99999999999999999999"})
  void quarantinesARowOfAnUnknownVersion(String version) {
    planted(version);

    assertThat(today.due(now, DueEntriesContract.NEVER, 10).unreadable()).hasSize(1);
    assertThat(today.quarantined(new PageRequest(10, null)).items())
        .extracting(Quarantined::reason)
        .containsExactly(
            QuarantineReason.unreadable("schemaVersion is not supported by this release"));
  }

  private OutboxEntry planted(String version) {
    OutboxEntry entry = Parcels.entry(NOON);
    Map<String, AttributeValue> row = new HashMap<>(new OutboxItem(FORMAT).row(entry, "planted"));
    row.put("schemaVersion", AttributeValue.fromS(version));
    connection.tables().putItem(put -> put.tableName(TABLE.name()).item(row));
    return entry;
  }

  private Map<String, AttributeValue> row() {
    return connection
        .tables()
        .scan(scan -> scan.tableName(TABLE.name()).consistentRead(true))
        .items()
        .getFirst();
  }

  private String dueAt() {
    return String.valueOf(Objects.requireNonNull(row().get("dueAt")).s());
  }
}
