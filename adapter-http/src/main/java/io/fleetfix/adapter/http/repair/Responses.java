package io.fleetfix.adapter.http.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bodies of answers, as {@code openapi.yaml} defines them. */
public final class Responses {
  private Responses() {}

  public record MoneyAnswer(String amount, String currency) {
    static MoneyAnswer of(Money money) {
      return new MoneyAnswer(money.amount(), money.currency().getCurrencyCode());
    }
  }

  /** A contact, with the address that is used from now on. */
  @JsonInclude(Include.NON_NULL)
  public record ContactAnswer(String repairId, String name, @Nullable String email) {
    static ContactAnswer of(Repair repair, Contact contact) {
      return new ContactAnswer(
          repair.id().value(),
          repair.customer().name(),
          contact.email().map(EmailAddress::value).orElse(null));
    }
  }

  /**
   * An event and its delivery state.
   *
   * @param repairId empty, and omitted, for an event that is not about a repair
   */
  @JsonInclude(Include.NON_EMPTY)
  public record EventAnswer(
      String eventId,
      String eventType,
      String aggregateId,
      String repairId,
      String occurredAt,
      String sequence,
      String state,
      @Nullable String deliveredAt,
      @Nullable String reason) {
    public static EventAnswer of(Delivery delivery) {
      return switch (delivery.state()) {
        case State.Pending pending -> of(delivery.entry(), "PENDING", null, null);
        case State.Delivered(Instant at) ->
            of(delivery.entry(), "DELIVERED", UtcMillis.text(at), null);
        case State.Quarantined(Instant at, QuarantineReason why) ->
            of(delivery.entry(), "QUARANTINED", null, why.text());
      };
    }

    private static EventAnswer of(
        OutboxEntry entry, String state, @Nullable String deliveredAt, @Nullable String reason) {
      return new EventAnswer(
          entry.eventId().toString(),
          entry.eventType(),
          entry.aggregateId(),
          entry.id(RepairId.FIELD),
          UtcMillis.text(entry.occurredAt()),
          Long.toString(entry.sequence().value()),
          state,
          deliveredAt,
          reason);
    }
  }

  public record NoticeAnswer(String eventId, String repairId, String text, String postedAt) {
    static NoticeAnswer of(Notice notice) {
      return new NoticeAnswer(
          notice.eventId().toString(),
          notice.repairId().value(),
          notice.text(),
          UtcMillis.text(notice.postedAt()));
    }
  }

  /** A row that cannot be read. It is listed by its key instead of being dropped silently. */
  public record UnreadableAnswer(String key, String problem) {
    public static UnreadableAnswer of(Unreadable unreadable) {
      return new UnreadableAnswer(unreadable.key(), unreadable.problem());
    }
  }

  /**
   * A page of a list.
   *
   * @param unreadable omitted if all rows can be read
   */
  @JsonInclude(Include.NON_NULL)
  public record ListAnswer<T>(
      List<T> items,
      @JsonInclude(Include.NON_EMPTY) List<UnreadableAnswer> unreadable,
      @Nullable String nextCursor) {
    public static <S, T> ListAnswer<T> of(Page<S> page, Function<S, T> item) {
      return new ListAnswer<>(
          page.items().stream().map(item).toList(),
          page.unreadable().stream().map(UnreadableAnswer::of).toList(),
          page.nextCursor());
    }
  }
}
