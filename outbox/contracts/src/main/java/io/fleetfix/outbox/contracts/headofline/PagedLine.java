package io.fleetfix.outbox.contracts.headofline;

import io.fleetfix.outbox.paging.PageRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list that is worked through page by page. A round is one page; after the last page, and after
 * new items, the next round starts at the first page.
 */
public abstract class PagedLine implements Line {
  private static final int LIMIT = 3;

  private final Set<String> done = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private @Nullable String cursor;

  /**
   * One page.
   *
   * @param done what identifies the healthy items on it
   * @param named what identifies the failing items that it reports
   */
  public record Worked(
      Collection<String> done, Collection<String> named, @Nullable String nextCursor) {}

  /** Works through one page. */
  protected abstract Worked work(PageRequest request) throws Exception;

  /** Stores an item that fails, and that is worked on before all healthy ones. */
  protected abstract String fail();

  /** Stores an item that succeeds. */
  protected abstract void succeed();

  @Override
  public final int window() {
    return LIMIT;
  }

  @Override
  public final List<String> addFailing(int count) {
    cursor = null;
    return Stream.generate(this::fail).limit(count).toList();
  }

  @Override
  public final void addHealthy(int count) {
    cursor = null;
    for (int i = 0; i < count; i++) {
      succeed();
    }
  }

  @Override
  public final void round() throws Exception {
    Worked page = work(new PageRequest(LIMIT, cursor));
    done.addAll(page.done());
    named.addAll(page.named());
    cursor = page.nextCursor();
  }

  @Override
  public final int done() {
    return done.size();
  }

  @Override
  public final Set<String> named() {
    return Set.copyOf(named);
  }
}
