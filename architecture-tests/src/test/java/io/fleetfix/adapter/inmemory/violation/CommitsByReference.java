package io.fleetfix.adapter.inmemory.violation;

import io.fleetfix.domain.Change;
import java.util.function.Consumer;

/** Goes to the store directly, less visibly. */
public final class CommitsByReference {
  private CommitsByReference() {}

  public static Consumer<Change<?>> door(InMemoryWorkshop store) {
    return store::commit;
  }
}
