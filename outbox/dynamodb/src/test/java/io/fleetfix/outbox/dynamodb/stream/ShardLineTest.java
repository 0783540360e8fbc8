package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Shards that fail for ever, at the head of the stream. Some are read at a time. */
class ShardLineTest {
  @Nested
  class ReadsFail implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new ShardLine() {
        @Override
        void fail(String shardId) {
          table.streams.failReadsOf(shardId);
        }
      };
    }
  }

  @Nested
  class TakerFails implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new ShardLine() {
        @Override
        void fail(String shardId) {
          rejected.addAll(table.streams.recordsOf(shardId).stream().map(Changes::id).toList());
        }
      };
    }
  }

  private abstract static class ShardLine implements Line {
    final ReadersTable table = new ReadersTable();
    final Set<String> rejected = new HashSet<>();
    private final DynamoDbOutboxStream reader = table.reader("reader");
    private final Set<OutboxEntry> taken = new HashSet<>();
    private int shards;

    abstract void fail(String shardId);

    @Override
    public int window() {
      return DynamoDbOutboxStream.AT_ONCE;
    }

    @Override
    public List<String> addFailing(int count) {
      List<String> shardIds = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String shardId = newShard();
        fail(shardId);
        shardIds.add(shardId);
      }
      return shardIds;
    }

    @Override
    public void addHealthy(int count) {
      for (int i = 0; i < count; i++) {
        newShard();
      }
      table.clock.advance(ShardList.EVERY); // until then, the reader does not see them
    }

    private String newShard() {
      String shardId = "shard-" + ++shards;
      table.streams.open(shardId);
      table.commit(shardId, "P-" + shards);
      return shardId;
    }

    @Override
    public void round() throws InterruptedException {
      try {
        reader.take(ReadersTable.PATIENCE, this::take);
      } catch (StorageUnavailable | IllegalStateException tryAgain) {
        table.clock.advance(Duration.ofSeconds(1)); // as the relay's loop does
      }
    }

    private void take(List<OutboxEntry> entries) {
      if (entries.stream().anyMatch(entry -> rejected.contains(entry.eventId().toString()))) {
        throw new IllegalStateException("The bus is down");
      }
      taken.addAll(entries);
    }

    @Override
    public int done() {
      return taken.size();
    }

    @Override
    public Set<String> named() {
      return reader.failingShards();
    }
  }
}
