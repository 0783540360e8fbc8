package io.fleetfix.outbox.dynamodb.relaytable;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The relay's table in memory. It can fail, and it can lose an answer. */
public final class FakeRows implements RelayRows {
  /** Called after each checkpoint write. */
  @FunctionalInterface
  public interface Watcher {
    void written(String shardId, String sequenceNumber);
  }

  public final List<String> checkpoints = new ArrayList<>();
  public Watcher watcher = (shardId, sequenceNumber) -> {};
  public Runnable beforeNextCheckpoint = () -> {};
  public Runnable beforeNextPut = () -> {};

  private final Map<String, Map<String, AttributeValue>> rows = new HashMap<>();
  private int failures;
  private boolean loseNextAnswer;

  public void failNext(int calls) {
    failures = calls;
  }

  public void loseNextAnswer() {
    loseNextAnswer = true;
  }

  /** The stored row, even while calls fail. */
  public Map<String, AttributeValue> row(String pk) {
    return rows.getOrDefault(pk, Map.of());
  }

  public String checkpointOf(String shardId) {
    AttributeValue value = row("RELAY#CHECKPOINT#" + shardId).get("sequenceNumber");
    return value == null ? "none" : value.s();
  }

  @Override
  public Map<String, AttributeValue> get(String pk) {
    failIfRequested();
    return row(pk);
  }

  @Override
  public boolean put(String pk, Map<String, AttributeValue> row, Condition condition) {
    boolean checkpoint = pk.startsWith("RELAY#CHECKPOINT#");
    Runnable first = beforeNextPut;
    beforeNextPut = () -> {};
    first.run();
    if (checkpoint) {
      Runnable before = beforeNextCheckpoint;
      beforeNextCheckpoint = () -> {};
      before.run();
    }
    failIfRequested();
    if (!holds(row(pk), condition)) {
      return false;
    }
    rows.put(pk, Map.copyOf(row));
    if (checkpoint) {
      String shardId = pk.substring("RELAY#CHECKPOINT#".length());
      checkpoints.add(shardId + "=" + checkpointOf(shardId));
      watcher.written(shardId, checkpointOf(shardId));
    }
    if (loseNextAnswer) {
      loseNextAnswer = false;
      throw unavailable();
    }
    return true;
  }

  @Override
  public void remove(String pk) {
    failIfRequested();
    rows.remove(pk);
  }

  /** As after a restore of the table, or by a mistake of an operator. */
  public void lose(String pk) {
    rows.remove(pk);
  }

  private static boolean holds(Map<String, AttributeValue> row, Condition condition) {
    return switch (condition) {
      case Condition.Any any -> true;
      case Condition.Absent absent -> row.isEmpty();
      case Condition.Equal equal -> equal.value().equals(row.get(equal.attribute()));
      case Condition.AtMost atMost -> {
        AttributeValue value = row.get(atMost.attribute());
        yield value == null || Long.parseLong(value.n()) <= atMost.limit();
      }
    };
  }

  private void failIfRequested() {
    if (failures > 0) {
      failures--;
      throw unavailable();
    }
  }

  private static StorageUnavailable unavailable() {
    return new StorageUnavailable(new IllegalStateException("No answer"));
  }
}
