package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Declares that a kind of aggregate never raises events. */
public record NoRaisedEvents<A extends Aggregate>(Class<A> type, String keyPrefix)
    implements RaisedEvents<A> {
  @Override
  public Set<String> eventTypes() {
    return Set.of();
  }

  @Override
  public Set<String> effects() {
    return Set.of();
  }

  @Override
  public Set<String> refusable() {
    return Set.of();
  }

  @Override
  public Page<Raised<A>> between(Window window, PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Optional<Raised<A>> of(String aggregateId) {
    return Optional.empty();
  }
}
