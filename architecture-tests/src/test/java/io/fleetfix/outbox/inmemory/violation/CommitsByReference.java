package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Change;
import java.util.function.Consumer;

/** Commits to the store directly, through a method reference. */
public final class CommitsByReference {
  private CommitsByReference() {}

  public static Consumer<Change<?>> door(InMemoryStore store) {
    return store::commit;
  }
}
