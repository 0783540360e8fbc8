package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fault of the bus, of a kind that a real bus shows now and then.
 *
 * @param rejection why an entry is not accepted; empty if it is accepted
 * @param route what happens to the entries that were accepted in one call
 */
public record BusFault(
    Function<OutboxEntry, Optional<Cause>> rejection, UnaryOperator<List<BusDelivery>> route) {
  /** An accepted entry, and the delay after which it reaches its queues. */
  public record BusDelivery(OutboxEntry entry, Duration delay) {}

  /** No fault. */
  public static BusFault none() {
    return rejecting(entry -> Optional.empty());
  }

  /** Always refuses these entries. */
  public static BusFault refusing(Predicate<OutboxEntry> which) {
    return rejecting(entry -> which.test(entry) ? Optional.of(Cause.REFUSED) : Optional.empty());
  }

  /** Refuses the first entries, then recovers. */
  public static BusFault refusingFirst(int entries) {
    return rejectingFirst(entries, Cause.REFUSED);
  }

  /** Is unavailable for the first entries, then recovers. */
  public static BusFault unavailableForFirst(int entries) {
    return rejectingFirst(entries, Cause.UNAVAILABLE);
  }

  /** Is always unavailable. */
  public static BusFault unavailable() {
    return rejecting(entry -> Optional.of(Cause.UNAVAILABLE));
  }

  /** Accepts, and delivers every entry twice. */
  public static BusFault deliveringTwice() {
    return routing(deliveries -> Stream.of(deliveries, deliveries).flatMap(List::stream).toList());
  }

  /** Accepts, and delivers the entries of each call in reverse order. */
  public static BusFault deliveringBackwards() {
    return routing(List::reversed);
  }

  /** Accepts, and delivers after this delay. */
  public static BusFault deliveringLate(Duration delay) {
    return routing(
        deliveries -> deliveries.stream().map(d -> new BusDelivery(d.entry(), delay)).toList());
  }

  /** Accepts everything and delivers nothing, like a bus that does not exist. */
  public static BusFault deliveringNothing() {
    return routing(deliveries -> List.of());
  }

  private static BusFault rejectingFirst(int entries, Cause cause) {
    AtomicInteger left = new AtomicInteger(entries);
    return rejecting(entry -> left.getAndDecrement() > 0 ? Optional.of(cause) : Optional.empty());
  }

  private static BusFault rejecting(Function<OutboxEntry, Optional<Cause>> rejection) {
    return new BusFault(rejection, UnaryOperator.identity());
  }

  private static BusFault routing(UnaryOperator<List<BusDelivery>> route) {
    return new BusFault(entry -> Optional.empty(), route);
  }
}
