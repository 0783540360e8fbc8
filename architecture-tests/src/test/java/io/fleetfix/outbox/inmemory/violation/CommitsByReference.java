package io.fleetfix.outbox.inmemory.violation;

import io.fleetfix.outbox.event.Change;
import java.util.function.Consumer;

/** Goes to the store directly, less visibly. */
public final class CommitsByReference {
  private CommitsByReference() {}

  public static Consumer<Change<?>> door(InMemoryStore store) {
    return store::commit;
  }
}
