package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Damaged rows that are due before all others delay no other entry. */
@ExtendWith(DynamoDbLocalExtension.class)
class DueEntriesLineTest {
  private final DynamoDbLocal local;

  DueEntriesLineTest(DynamoDbLocal local) {
    this.local = local;
  }

  @Nested
  class WithoutAnAttribute implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new DueLine(Damage.missing("eventType"));
    }
  }

  @Nested
  class UnderAnotherKey implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new DueLine(Damage.text("eventId", "00000000-0000-5000-8000-000000000000"));
    }
  }

  @Nested
  class OfANewerVersion implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new DueLine(Damage.text("schemaVersion", "2"));
    }
  }

  @Nested
  class MarkedAsQuarantinedWithoutATime implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new DueLine(Damage.number("quarantinedAt"));
    }
  }

  @Nested
  class MarkedAsDelivered implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new DueLine(Damage.text("deliveredAt", "2025-11-12T12:00:00.000Z"));
    }
  }

  /** Asks for three entries at a time, and confirms them. */
  private final class DueLine implements Line {
    private final FreshTables tables = new FreshTables(local);
    private final Damage damage;
    private final Set<String> named = new HashSet<>();
    private Instant now = NOON;
    private int confirmed;
    private final DynamoDbOutboxLedger ledger =
        new DynamoDbOutboxLedger(
            tables.client(), FreshTables.TABLE, Parcels.FORMAT, () -> now, problems());

    /** Both kinds of report name the row. */
    private ReadProblems problems() {
      return new ReadProblems() {
        @Override
        public void found(Unreadable row) {
          named.add(row.key());
        }

        @Override
        public void putOff(Unreadable row) {
          named.add(row.key());
        }
      };
    }

    DueLine(Damage damage) {
      this.damage = damage;
    }

    @Override
    public int window() {
      return 3;
    }

    @Override
    public List<String> addFailing(int count) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        OutboxEntry entry = raise();
        damage.on(tables, FreshTables.keyOf(entry));
        keys.add("OUTBOX#" + entry.eventId());
      }
      return keys;
    }

    @Override
    public void addHealthy(int count) {
      for (int i = 0; i < count; i++) {
        raise();
      }
    }

    private OutboxEntry raise() {
      now = now.plusMillis(1);
      return tables.raised(now);
    }

    @Override
    public void round() {
      now = now.plus(Duration.ofSeconds(30));
      Page<Delivery> due = ledger.due(now, DueEntriesContract.NEVER, window());
      due.items().forEach(delivery -> ledger.confirm(delivery.entry(), now));
      confirmed += due.items().size();
    }

    @Override
    public int done() {
      return confirmed;
    }

    @Override
    public Set<String> named() {
      return Set.copyOf(named);
    }

    @Override
    public void close() {
      tables.close();
    }
  }
}
