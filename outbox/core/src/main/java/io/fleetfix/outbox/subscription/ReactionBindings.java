package io.fleetfix.outbox.subscription;

import io.fleetfix.outbox.subscription.Subscription.Types;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * All bindings of an application, checked against its list of subscriptions. An event type that
 * only a subscription or only a reaction names would be dropped silently, so the application does
 * not start with one.
 */
public record ReactionBindings(List<Subscription> subscriptions, List<ReactionBinding> bindings) {
  /**
   * Checks the bindings against the subscriptions. A subscription without any reaction is allowed:
   * its events wait in the queue.
   *
   * @throws IllegalStateException if a reaction handles a type that its subscription does not
   *     include, a subscription includes a type that none of its reactions handles, or a binding's
   *     subscription is not in the list
   */
  public ReactionBindings {
    subscriptions = List.copyOf(subscriptions);
    bindings = List.copyOf(bindings);
    for (ReactionBinding binding : bindings) {
      Subscription heard = binding.subscription();
      require(subscriptions.contains(heard), heard, "is not in the list of subscriptions");
      require(
          isWithin(binding.types(), heard.types()),
          heard,
          "does not include all types of its reaction");
    }
    for (Subscription heard : subscriptions) {
      List<ReactionBinding> own = of(bindings, heard);
      require(
          own.isEmpty() || areHandled(heard.types(), own),
          heard,
          "includes a type that no reaction handles");
    }
  }

  public static ReactionBindings of(
      List<Subscription> subscriptions, Collection<ReactionBinding> bindings) {
    return new ReactionBindings(subscriptions, List.copyOf(bindings));
  }

  /** The bindings of one subscription; empty if it has no reactions. */
  public List<ReactionBinding> of(Subscription subscription) {
    return of(bindings, subscription);
  }

  /** The subscriptions that have reactions, in list order. */
  public List<Subscription> bound() {
    return subscriptions.stream().filter(each -> !of(each).isEmpty()).toList();
  }

  private static List<ReactionBinding> of(List<ReactionBinding> all, Subscription subscription) {
    return all.stream().filter(each -> each.subscription().equals(subscription)).toList();
  }

  private static boolean isWithin(Types part, Types whole) {
    return switch (part) {
      case Types.All() -> whole instanceof Types.All;
      case Types.Only(SortedSet<String> names) -> names.stream().allMatch(whole::contain);
    };
  }

  private static boolean areHandled(Types types, List<ReactionBinding> bindings) {
    return switch (types) {
      case Types.All() -> bindings.stream().anyMatch(each -> each.types() instanceof Types.All);
      case Types.Only(SortedSet<String> names) ->
          names.stream()
              .allMatch(name -> bindings.stream().anyMatch(each -> each.types().contain(name)));
    };
  }

  private static void require(boolean holds, Subscription subscription, String problem) {
    if (!holds) {
      throw new IllegalStateException("Subscription " + subscription.rule() + " " + problem);
    }
  }

  @Override
  public String toString() {
    return subscriptions.stream().map(Subscription::rule).collect(Collectors.joining(", "));
  }
}
