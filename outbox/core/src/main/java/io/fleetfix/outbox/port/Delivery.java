package io.fleetfix.outbox.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outbox entry and its delivery state.
 *
 * @param resends number of claimed resends: the entry was sent, or was about to be sent, outside
 *     the fast path
 * @param resentAt when the last resend was claimed; null if there was none
 */
public record Delivery(OutboxEntry entry, State state, int resends, @Nullable Instant resentAt) {
  /** The delivery state of an entry. */
  public sealed interface State {
    /** No receipt has arrived yet, and the bus has refused no resend. */
    State PENDING = new Pending(0);

    /**
     * No receipt has arrived yet.
     *
     * @param refusals number of resends that the bus refused while the entry was pending
     */
    record Pending(int refusals) implements State {}

    record Delivered(Instant at) implements State {}

    /**
     * The entry is not sent until it is released. A receipt that still arrives marks it as
     * delivered.
     */
    record Quarantined(Instant at, QuarantineReason reason) implements State {}
  }

  /** The delivery right after the commit. */
  public static Delivery pending(OutboxEntry entry) {
    return new Delivery(entry, State.PENDING, 0, null);
  }

  /** The delivery after the fast path has delivered the entry. */
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
