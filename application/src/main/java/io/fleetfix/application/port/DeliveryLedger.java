package io.fleetfix.application.port;

import io.fleetfix.domain.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the table knows of each event's delivery. An unconfirmed entry never expires. All may throw
 * {@link StorageUnavailable}.
 */
public interface DeliveryLedger {
  /** How long a confirmed entry is kept at least. */
  Duration RETENTION = Duration.ofDays(30);

  /**
   * Marks the entry delivered, once: a later receipt changes nothing, and costs no write. Lifts a
   * quarantine. From {@link #RETENTION} after that time on, the store may drop the entry.
   */
  Confirmation confirm(EventId eventId, Instant deliveredAt);

  /** Sees every commit and every mark that has returned before this call. */
  Optional<Delivery> find(EventId eventId);

  /**
   * Notes that the entry was sent past the fast path. A pending one is due again at the attempt's
   * time; of a delivered or quarantined one the state stays as it is. An unknown one is passed
   * over.
   */
  void note(EventId eventId, Attempt attempt);

  /** What a receipt found. */
  enum Confirmation {
    /** There is no such entry, and none was made. */
    UNKNOWN,
    /** It was delivered before. */
    REPEATED,
    /** It came by the fast path: nobody had sent it a second time. */
    FIRST,
    /** Somebody had sent it again or given it up, and it arrived. */
    AFTER_RESEND
  }

  /**
   * An entry and how far it got.
   *
   * @param resends how often it was sent past the fast path
   * @param resentAt when that was the last time; null if it never was
   */
  record Delivery(OutboxEntry entry, State state, int resends, @Nullable Instant resentAt) {
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
  }

  /** How far an entry got. */
  sealed interface State {
    /** Its receipt has not come back yet, and the bus never refused it outside of the relay. */
    State PENDING = new Pending(0);

    /**
     * Its receipt has not come back yet.
     *
     * @param refusals how often the bus said no to it since it is pending
     */
    record Pending(int refusals) implements State {}

    record Delivered(Instant at) implements State {}

    /**
     * Given up until somebody releases it, or a receipt comes after all.
     *
     * @param reason why, without any of the event's values
     */
    record Quarantined(Instant at, String reason) implements State {}
  }

  /**
   * An entry was sent past the fast path.
   *
   * @param dueAgain when a pending one may be sent once more
   */
  record Attempt(Outcome outcome, Instant at, Instant dueAgain) {
    /** What the bus said. */
    public enum Outcome {
      ACCEPTED,
      REFUSED
    }
  }
}
