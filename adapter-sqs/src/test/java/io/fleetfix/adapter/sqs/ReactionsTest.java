package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.BatchReaction;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Several reactions to one queue's events. */
class ReactionsTest {
  private static final Types OTHERS = Types.only("ParcelLost");

  private final OutboxEntry one = Parcels.entry();
  private final OutboxEntry other = Parcels.entry();
  private final Set<OutboxEntry> heard = ConcurrentHashMap.newKeySet();
  private final RuntimeException broken = new IllegalStateException("Thrown by the test");
  private final RuntimeException passing = new ConcurrencyConflict("LABEL#1");

  @Test
  void anEventGoesToEveryReactionBoundToItsType() {
    List<OutboxEntry> together = new ArrayList<>();
    Reactions reactions =
        new Reactions(
            List.of(
                each(Bound.SHIPPED, heard::add),
                each(OTHERS, failing(broken)),
                ReactionBinding.together(
                    Bound.SHIPMENTS,
                    Types.all(),
                    events -> {
                      together.addAll(events);
                      return Map.of();
                    })));

    assertThat(reactions.on(List.of(one, other))).isEmpty();

    assertThat(heard).containsExactlyInAnyOrder(one, other);
    assertThat(together).containsExactly(one, other);
  }

  @Test
  void anEventIsHandledOnceAllReactionsHaveHandledIt() {
    Reactions reactions =
        new Reactions(
            List.of(
                each(
                    Bound.SHIPPED,
                    event -> {
                      if (event.equals(one)) {
                        throw broken;
                      }
                    }),
                each(Bound.SHIPPED, heard::add)));

    assertThat(reactions.on(List.of(one, other))).containsExactly(Map.entry(one, broken));

    assertThat(heard).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void aBatchThatThrowsKeepsNoEventFromOtherReactions() {
    Reactions reactions =
        new Reactions(
            List.of(
                ReactionBinding.together(
                    Bound.SHIPMENTS,
                    Bound.SHIPPED,
                    events -> {
                      throw broken;
                    }),
                each(Bound.SHIPPED, heard::add)));

    assertThat(reactions.on(List.of(one, one, other)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(one, broken, other, broken));

    assertThat(heard).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void anEventThatMakesItsBatchThrowKeepsNoOtherFromTheReaction() {
    assertThat(new Reactions(Bound.together(rejecting(broken))).on(List.of(one, other, other)))
        .containsExactly(Map.entry(one, broken));

    assertThat(heard).containsExactly(other);
  }

  @Test
  void anEventWhoseBatchThrowsAnErrorKeepsNoOtherFromTheReaction() {
    Error error = new StackOverflowError("Thrown by the test");

    Map<OutboxEntry, RuntimeException> failures =
        new Reactions(Bound.together(rejecting(error))).on(List.of(other, one));

    assertThat(failures).containsOnlyKeys(one);
    assertThat(failures.get(one)).hasCause(error);
    assertThat(heard).containsExactly(other);
  }

  @Test
  void aBatchThatFailsTransientlyIsNotSplit() {
    assertThat(new Reactions(Bound.together(rejecting(passing))).on(List.of(one, other)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(one, passing, other, passing));

    assertThat(heard).isEmpty();
  }

  @Test
  void transientFailuresTakePrecedence() {
    ReactionBinding breaks = each(Bound.SHIPPED, failing(broken));
    ReactionBinding waits = each(Bound.SHIPPED, failing(passing));

    assertThat(new Reactions(List.of(breaks, waits)).on(List.of(one)))
        .containsExactly(Map.entry(one, passing));
    assertThat(new Reactions(List.of(waits, breaks)).on(List.of(one)))
        .containsExactly(Map.entry(one, passing));
  }

  @Test
  void knowsTheTypesOfAllReactions() {
    Reactions reactions =
        new Reactions(List.of(each(Bound.SHIPPED, heard::add), each(OTHERS, heard::add)));

    assertThat(reactions.know(ParcelShipped.TYPE)).isTrue();
    assertThat(reactions.know("ParcelLost")).isTrue();
    assertThat(reactions.know("ParcelReturned")).isFalse();
  }

  private static ReactionBinding each(Types types, Reaction reaction) {
    return ReactionBinding.each(Bound.SHIPMENTS, types, reaction);
  }

  /** A reaction that throws for each batch that contains one event. */
  private BatchReaction rejecting(Throwable failure) {
    return events -> {
      if (events.contains(one)) {
        switch (failure) {
          case Error error -> throw error;
          case RuntimeException exception -> throw exception;
          default -> throw new IllegalArgumentException(failure);
        }
      }
      heard.addAll(events);
      return Map.of();
    };
  }

  private static Reaction failing(RuntimeException failure) {
    return event -> {
      throw failure;
    };
  }
}
