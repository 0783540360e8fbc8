package io.fleetfix.outbox.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Shard;

class ShardLineageTest {
  private static final List<Shard> FAMILY =
      List.of(
          shard("child-1", "parent"),
          shard("parent", null),
          shard("child-2", "parent"),
          shard("grandchild", "child-1"),
          shard("stranger", null));

  @Test
  void childrenWaitForTheirParent() {
    assertThat(ShardLineage.readable(FAMILY, Set.of()))
        .containsExactlyInAnyOrder("parent", "stranger");
  }

  @Test
  void allChildrenFollowAFinishedParent() {
    assertThat(ShardLineage.readable(FAMILY, Set.of("parent")))
        .containsExactlyInAnyOrder("child-1", "child-2", "stranger");
  }

  @Test
  void aGrandchildWaitsForItsOwnParentOnly() {
    assertThat(ShardLineage.readable(FAMILY, Set.of("parent", "child-1")))
        .containsExactlyInAnyOrder("grandchild", "child-2", "stranger");
  }

  @Test
  void aParentThatIsNoLongerListedDoesNotBlockItsChildren() {
    assertThat(ShardLineage.readable(List.of(shard("child", "trimmed away")), Set.of()))
        .containsExactly("child");
  }

  @Test
  void nothingIsReadableWhenAllShardsAreFinished() {
    assertThat(ShardLineage.readable(List.of(shard("only", null)), Set.of("only"))).isEmpty();
  }

  private static Shard shard(String shardId, @Nullable String parent) {
    return Shard.builder().shardId(shardId).parentShardId(parent).build();
  }
}
