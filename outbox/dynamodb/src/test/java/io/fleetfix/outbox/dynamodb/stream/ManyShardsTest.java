package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shards are read, published and checkpointed concurrently. In virtual time. */
class ManyShardsTest {
  private static final Duration CALL = Duration.ofMillis(10);
  private static final Duration SLOWEST = PollInterval.EVERY.plusMillis(100);

  @Test
  void shardsThatHaveEntriesAreReadConcurrently() throws Exception {
    BusyTable table = new BusyTable(shardId -> CALL);
    table.open(500);
    table.shardIds().forEach(table::commit);

    table.relayFor(Duration.ofSeconds(2));

    assertThat(table.delays()).hasSize(500);
    // One after another, the five calls for each shard take 25 s.
    assertThat(table.delays()).allMatch(delay -> delay.toMillis() <= 1_200);
    assertThat(table.slow.mostAtOnce).isEqualTo(DynamoDbOutboxStream.AT_ONCE);
  }

  @Test
  void aShardThatHangsDelaysNoOther() throws Exception {
    BusyTable table =
        new BusyTable(shardId -> shardId.equals("s-0") ? Duration.ofSeconds(5) : CALL);
    table.open(20);
    table.commit("s-0");

    table.relayFor(
        Duration.ofSeconds(20),
        () -> {
          for (int round = 0; round < 80; round++) {
            table.shardIds().stream().filter(id -> !id.equals("s-0")).forEach(table::commit);
            table.time.sleep(Duration.ofMillis(137).toNanos());
          }
        });

    assertThat(table.delaysOf("s-0")).hasSize(1);
    List<Duration> others =
        table.shardIds().stream()
            .filter(id -> !id.equals("s-0"))
            .flatMap(id -> table.delaysOf(id).stream())
            .toList();
    assertThat(others).hasSize(19 * 80);
    assertThat(others).allMatch(delay -> delay.compareTo(SLOWEST) <= 0);
  }

  @Test
  void aShardWhoseTakerHangsDelaysNoOther() throws Exception {
    BusyTable table = new BusyTable(shardId -> CALL);
    table.open(8);
    table.busTakes = entry -> entry.id("parcelId").startsWith("s-0") ? 7_000 : 10;
    table.commit("s-0");

    table.relayFor(
        Duration.ofSeconds(12),
        () -> {
          for (int round = 0; round < 40; round++) {
            table.commit("s-1");
            table.commit("s-7");
            table.time.sleep(Duration.ofMillis(137).toNanos());
          }
        });

    assertThat(table.delaysOf("s-0")).hasSize(1);
    assertThat(table.delaysOf("s-1")).hasSize(40);
    assertThat(table.delaysOf("s-1")).allMatch(delay -> delay.compareTo(SLOWEST) <= 0);
    assertThat(table.delaysOf("s-7")).allMatch(delay -> delay.compareTo(SLOWEST) <= 0);
  }

  @Test
  void everyQuietShardIsReadFourToFiveTimesPerSecond() throws Exception {
    BusyTable table = new BusyTable(shardId -> CALL);
    table.open(300);

    table.relayFor(Duration.ofSeconds(10));

    long from = Duration.ofSeconds(5).toNanos();
    Map<String, Long> reads =
        table.streams.reads.stream()
            .filter(read -> read.at() >= from)
            .collect(Collectors.groupingBy(FakeStreams.Read::shardId, Collectors.counting()));
    assertThat(reads).hasSize(300);
    assertThat(reads.values()).allMatch(count -> count >= 20 && count <= 26);
  }

  @Test
  void anEntryCostsTheSameCallsHoweverManyShardsThereAre() throws Exception {
    assertThat(callsFor(100)).isLessThanOrEqualTo(10 * callsFor(10));
  }

  /** Until each shard has published ten entries, one per read. */
  private static int callsFor(int shards) throws Exception {
    BusyTable table = new BusyTable(shardId -> CALL);
    table.open(shards);
    table.relayFor(
        Duration.ofSeconds(6),
        () -> {
          for (int round = 0; round < 10; round++) {
            table.shardIds().forEach(table::commit);
            table.time.sleep(Duration.ofMillis(500).toNanos());
          }
        });
    assertThat(table.delays()).hasSize(10 * shards);
    return table.slow.calls + table.rowCalls;
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  /** Entries and splits come at random times, and every call takes a random time. */
  @ParameterizedTest
  @MethodSource("seeds")
  void keepsTheOrderWithinAShardAndItsChildren(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    BusyTable table =
        new BusyTable(shardId -> Duration.ofMillis(random.nextInt(random.nextInt(1, 1_000))));
    table.busTakes = entry -> random.nextInt(500);
    table.open(1 + random.nextInt(5));
    Map<String, Long> sequences = new HashMap<>();
    Map<String, String> shardOf = new HashMap<>();

    table.relayFor(
        Duration.ofMinutes(3),
        () -> {
          for (int step = 0; step < 120; step++) {
            List<String> open = table.streams.openShards();
            String parcel = "P-" + random.nextInt(8);
            String shardId =
                shardOf.computeIfAbsent(parcel, any -> open.get(random.nextInt(open.size())));
            table.commit(shardId, parcel, sequences.merge(parcel, 1L, Long::sum));
            if (random.nextInt(10) == 0) {
              String parent = open.get(random.nextInt(open.size()));
              String child = "child-" + step;
              table.streams.split(parent, child, child + "-empty");
              shardOf.replaceAll((any, where) -> where.equals(parent) ? child : where);
            }
            table.time.sleep(Duration.ofMillis(random.nextInt(400)).toNanos());
          }
        });

    Map<String, List<Long>> published =
        table.published.stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.id("parcelId"),
                    Collectors.mapping(
                        (OutboxEntry entry) -> entry.sequence().value(), Collectors.toList())));
    assertThat(published).hasSameSizeAs(sequences);
    sequences.forEach(
        (parcel, last) ->
            assertThat(published.getOrDefault(parcel, List.of()))
                .as(parcel)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
  }
}
