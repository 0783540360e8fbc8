package io.fleetfix.outbox.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event type that is only subscribed to, or only handled, is refused at startup. */
class ReactionBindingsTest {
  private static final Subscription CRATES =
      subscription("crates", Types.only("CrateLost", "CrateMoved"));
  private static final Subscription RECEIPTS = subscription("receipts", Types.all());
  private static final List<Subscription> BOTH = List.of(CRATES, RECEIPTS);
  private static final OutboxEntry MOVED =
      new OutboxEntry(
          EventId.derive("CRATE#1", Version.FIRST, "CrateMoved"),
          "CrateMoved",
          Map.of(),
          Instant.EPOCH,
          "CRATE#1",
          Version.FIRST,
          Traceparent.NONE);

  @Test
  void acceptsReactionsThatTogetherHandleEveryType() {
    ReactionBinding lost = binding(CRATES, Types.only("CrateLost"));
    ReactionBinding moved = binding(CRATES, Types.only("CrateMoved"));
    ReactionBinding all = binding(RECEIPTS, Types.all());

    ReactionBindings bindings = ReactionBindings.of(BOTH, List.of(lost, moved, all));

    assertThat(bindings.of(CRATES)).containsExactly(lost, moved);
    assertThat(bindings.of(RECEIPTS)).containsExactly(all);
    assertThat(bindings.bound()).isEqualTo(BOTH);
  }

  @Test
  void acceptsASubscriptionWithoutReactions() {
    ReactionBindings bindings = ReactionBindings.of(BOTH, List.of(binding(RECEIPTS, Types.all())));

    assertThat(bindings.of(CRATES)).isEmpty();
    assertThat(bindings.bound()).containsExactly(RECEIPTS);
  }

  @Test
  void refusesATypeThatIsNotSubscribedTo() {
    assertRefused("does not include", binding(CRATES, Types.only("CrateLost", "CrateFound")));
    assertRefused("does not include", binding(CRATES, Types.all()));
  }

  @Test
  void refusesATypeThatNoReactionHandles() {
    assertRefused("no reaction handles", binding(CRATES, Types.only("CrateLost")));
    assertRefused("no reaction handles", binding(RECEIPTS, Types.only("CrateLost", "CrateMoved")));
  }

  @Test
  void refusesAnUnlistedSubscription() {
    assertRefused("not in the list", binding(subscription("others", Types.all()), Types.all()));
  }

  @Test
  void passesAnEventToEitherKindOfReaction() {
    List<OutboxEntry> handled = new ArrayList<>();
    ReactionBinding.each(CRATES, CRATES.types(), handled::add).handle(MOVED);
    ReactionBinding.together(
            CRATES,
            CRATES.types(),
            events -> {
              handled.addAll(events);
              return Map.of();
            })
        .handle(MOVED);

    assertThat(handled).containsExactly(MOVED, MOVED);
  }

  @Test
  void throwsTheFailureThatABatchReports() {
    IllegalStateException failure = new IllegalStateException("Not yet");

    assertThatThrownBy(
            () ->
                ReactionBinding.together(CRATES, CRATES.types(), events -> Map.of(MOVED, failure))
                    .handle(MOVED))
        .isSameAs(failure);
  }

  private static void assertRefused(String problem, ReactionBinding binding) {
    assertThatIllegalStateException()
        .isThrownBy(() -> ReactionBindings.of(BOTH, List.of(binding)))
        .withMessageContaining(binding.subscription().rule())
        .withMessageContaining(problem);
  }

  private static ReactionBinding binding(Subscription subscription, Types types) {
    return ReactionBinding.each(subscription, types, event -> {});
  }

  private static Subscription subscription(String rule, Types types) {
    return new Subscription(rule, types, true, 20, Duration.ofDays(4), false);
  }
}
