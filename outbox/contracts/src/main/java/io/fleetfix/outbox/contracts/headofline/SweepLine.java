package io.fleetfix.outbox.contracts.headofline;

import static io.fleetfix.outbox.contracts.Parcels.NOON;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sweeper and its due entries. Other events arrive by the fast path meanwhile. The receipts of
 * a round come in before the next one.
 */
public final class SweepLine implements Line {
  private static final Duration A_ROUND = Duration.ofMinutes(2);

  private final StoreUnderTest store;
  private final Trouble trouble;
  private final SweepOutbox sweeper;
  private final ConfirmDelivery confirm;
  private final Set<EventId> failing = new HashSet<>();
  private final Set<EventId> healthy = new HashSet<>();
  private final Set<EventId> stuck = new HashSet<>();
  private final List<OutboxEntry> receipts = new ArrayList<>();
  private Instant now = NOON;

  /** What the bus does with each failing entry. */
  public enum Trouble {
    REFUSED,
    UNDECIDED,
    /** The bus accepts the entry, but it never comes out. */
    SWALLOWED
  }

  /** The sweeper over a fresh store. */
  public SweepLine(StoreUnderTest store, Trouble trouble) {
    this.store = store;
    this.trouble = trouble;
    EventBus bus = this::publish;
    this.sweeper =
        new SweepOutbox(
            store.ledger(),
            store.receipts(),
            store.sweepMemory(),
            new Resender(store.ledger(), bus),
            () -> now);
    this.confirm =
        new ConfirmDelivery(
            store.ledger(), store.receipts(), () -> now, (event, confirmation, at) -> {});
  }

  private List<NotAccepted> publish(List<OutboxEntry> entries) {
    Function<OutboxEntry, Optional<Cause>> answer =
        entry ->
            switch (trouble) {
              case REFUSED -> Optional.of(Cause.REFUSED);
              case UNDECIDED -> Optional.of(Cause.UNAVAILABLE);
              case SWALLOWED -> Optional.empty();
            };
    entries.stream().filter(entry -> !failing.contains(entry.eventId())).forEach(receipts::add);
    return entries.stream()
        .filter(entry -> failing.contains(entry.eventId()))
        .flatMap(
            entry ->
                answer.apply(entry).stream()
                    .map(cause -> new NotAccepted(entry.eventId(), cause, "Simulated")))
        .toList();
  }

  @Override
  public int window() {
    return SweepOutbox.PROBES;
  }

  @Override
  public List<String> addFailing(int count) {
    List<EventId> added = raise(count);
    failing.addAll(added);
    return added.stream().map(EventId::toString).toList();
  }

  @Override
  public void addHealthy(int count) {
    healthy.addAll(raise(count));
  }

  /** Each occurred a little later than the one before, so that they are in this order. */
  private List<EventId> raise(int count) {
    return Stream.generate(
            () -> {
              now = now.plusMillis(1);
              return store.raised(now).eventId();
            })
        .limit(count)
        .toList();
  }

  @Override
  public void round() {
    now = now.plus(A_ROUND);
    confirm.on(store.raised(now));
    stuck.addAll(sweeper.sweep().stuck());
    receipts.forEach(confirm::on);
    receipts.clear();
  }

  @Override
  public int done() {
    return (int)
        healthy.stream()
            .filter(eventId -> !store.ledger().find(eventId).orElseThrow().isPending())
            .count();
  }

  @Override
  public Set<String> named() {
    Set<String> named = new HashSet<>();
    stuck.forEach(eventId -> named.add(eventId.toString()));
    store
        .ledger()
        .quarantined(new PageRequest(PageRequest.MAX_LIMIT, null))
        .items()
        .forEach(entry -> named.add(entry.eventId()));
    return named;
  }

  @Override
  public void close() {
    if (store instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception failure) {
        throw new IllegalStateException("The store can't be closed", failure);
      }
    }
  }
}
