package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.util.concurrent.atomic.AtomicReference;

/** The memory of this process's sweeper. */
public final class InMemorySweepMemory implements SweepMemory {
  private final AtomicReference<Rounds> rounds = new AtomicReference<>(Rounds.NONE);

  @Override
  public Rounds latest() {
    return rounds.get();
  }

  @Override
  public void save(Rounds next) {
    rounds.set(next);
  }
}
