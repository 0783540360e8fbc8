package io.fleetfix.outbox.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry and how far it got.
 *
 * @param resends how often a resend was claimed: it was sent, or was about to be, other than by the
 *     fast path
 * @param resentAt when that was the last time; null if it never was
 */
public record Delivery(OutboxEntry entry, State state, int resends, @Nullable Instant resentAt) {
  /** How far an entry got. */
  public sealed interface State {
    /** Its receipt has not come back yet, and the bus never refused a resend. */
    State PENDING = new Pending(0);

    /**
     * Its receipt has not come back yet.
     *
     * @param refusals how many resends the bus refused while it was pending
     */
    record Pending(int refusals) implements State {}

    record Delivered(Instant at) implements State {}

    /**
     * Not sent any more until it is released, or a receipt comes after all.
     *
     * @param reason why, without any of the event's values
     */
    record Quarantined(Instant at, String reason) implements State {}
  }

  /** As it is after its commit. */
  public static Delivery pending(OutboxEntry entry) {
    return new Delivery(entry, State.PENDING, 0, null);
  }

  /** As it is when the fast path has done its work. */
  public static Delivery delivered(OutboxEntry entry, Instant at) {
    return new Delivery(entry, new State.Delivered(at), 0, null);
  }

  public Delivery in(State next) {
    return new Delivery(entry, next, resends, resentAt);
  }

  public boolean isPending() {
    return state instanceof State.Pending;
  }

  public int refusals() {
    return state instanceof State.Pending(int refusals) ? refusals : 0;
  }
}
