package io.fleetfix.outbox.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final OutboxFormat FORMAT =
      new OutboxFormat("sample.outbox", "OutboxEvent", "sample", List.of());

  @Test
  void matchesOnlyItsSourceAndDetailType() {
    assertThat(subscription(Types.all(), true).pattern(FORMAT))
        .containsExactly(
            entry("source", List.of("sample.outbox")),
            entry("detail-type", List.of("OutboxEvent")));
  }

  @Test
  void matchesOnlyItsTypesInSortedOrder() {
    assertThat(subscription(Types.only("CrateMoved", "CrateLost"), true).pattern(FORMAT))
        .containsEntry("detail", Map.of("eventType", List.of("CrateLost", "CrateMoved")))
        .doesNotContainKey("replay-name");
  }

  @Test
  void excludesReplaysUnlessRequested() {
    assertThat(subscription(Types.all(), false).pattern(FORMAT))
        .containsEntry("replay-name", List.of(Map.of("exists", false)))
        .doesNotContainKey("detail");
  }

  @Test
  void containsOnlyItsTypes() {
    assertThat(Types.all().contain("Whatever")).isTrue();
    assertThat(Types.only("CrateMoved").contain("CrateMoved")).isTrue();
    assertThat(Types.only("CrateMoved").contain("CrateLost")).isFalse();
  }

  private static Subscription subscription(Types types, boolean replays) {
    return new Subscription("crates", types, replays, 20, Duration.ofDays(4), false);
  }
}
