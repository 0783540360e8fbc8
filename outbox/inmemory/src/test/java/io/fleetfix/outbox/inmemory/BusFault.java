package io.fleetfix.outbox.inmemory;

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
 * A way in which the bus misbehaves, as the real one does now and then.
 *
 * @param rejection why an entry is not accepted; empty if it is
 * @param route what becomes of the entries that one call had accepted
 */
record BusFault(
    Function<OutboxEntry, Optional<Cause>> rejection, UnaryOperator<List<BusDelivery>> route) {
  /** An entry on its way to its queues, and when it gets there. */
  record BusDelivery(OutboxEntry entry, Duration delay) {}

  /** No fault at all. */
  static BusFault none() {
    return rejecting(entry -> Optional.empty());
  }

  /** Says no to these entries, whenever they come. */
  static BusFault refusing(Predicate<OutboxEntry> which) {
    return rejecting(entry -> which.test(entry) ? Optional.of(Cause.REFUSED) : Optional.empty());
  }

  /** Says no to as many entries as come first, then heals. */
  static BusFault refusingFirst(int entries) {
    return rejectingFirst(entries, Cause.REFUSED);
  }

  /** Cannot be asked about as many entries as come first, then heals. */
  static BusFault unavailableForFirst(int entries) {
    return rejectingFirst(entries, Cause.UNAVAILABLE);
  }

  /** Cannot be asked at all. */
  static BusFault unavailable() {
    return rejecting(entry -> Optional.of(Cause.UNAVAILABLE));
  }

  /** Accepts, and delivers every entry two times. */
  static BusFault deliveringTwice() {
    return routing(deliveries -> Stream.of(deliveries, deliveries).flatMap(List::stream).toList());
  }

  /** Accepts, and delivers the entries of each call from the last to the first. */
  static BusFault deliveringBackwards() {
    return routing(List::reversed);
  }

  /** Accepts, and delivers after this time. */
  static BusFault deliveringLate(Duration delay) {
    return routing(
        deliveries -> deliveries.stream().map(d -> new BusDelivery(d.entry(), delay)).toList());
  }

  /** Accepts everything and delivers nothing, like a bus that does not exist. */
  static BusFault deliveringNothing() {
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
