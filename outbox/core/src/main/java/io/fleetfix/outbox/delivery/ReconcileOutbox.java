package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares aggregates that raised events with the entries in the outbox, the receipts and the
 * effects that the events must have. An event that was delivered but left no effect is resent,
 * which does no harm to existing effects. A missing entry is reported and, on request, written
 * again under its original id.
 *
 * <p>A pending entry is not a mismatch: {@link SweepOutbox} handles it.
 */
public final class ReconcileOutbox {
  /** How long reactions may take after a receipt before their effect counts as missing. */
  public static final Duration GRACE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileOutbox.class);

  private final AllRaisedEvents raised;
  private final OutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Resender resender;
  private final InstantSource clock;

  public ReconcileOutbox(
      AllRaisedEvents raised,
      OutboxLedger ledger,
      UnitOfWork unitOfWork,
      Resender resender,
      InstantSource clock) {
    this.raised = raised;
    this.ledger = ledger;
    this.unitOfWork = unitOfWork;
    this.resender = resender;
    this.clock = clock;
  }

  /**
   * What to do about mismatches.
   *
   * @param restore whether to write missing entries again
   * @param resend whether to send the events again whose effects are missing
   * @param beforeEach runs before each aggregate is compared
   */
  record Options(boolean restore, boolean resend, Runnable beforeEach) {}

  /**
   * One page of the comparison.
   *
   * @param checked number of aggregates that were compared
   * @param unsettled the aggregates without a finding so far that have to be compared again,
   *     because their last event is not delivered or was delivered only moments ago
   * @param busSilent whether the bus gave no answer: then nothing more was sent for this page, and
   *     the next page would only wait for the bus again
   * @param nextCursor the cursor of the next page; null at the end
   */
  public record Report(
      int checked,
      List<Finding> findings,
      Set<String> unsettled,
      boolean busSilent,
      @Nullable String nextCursor) {
    public Report {
      findings = List.copyOf(findings);
      unsettled = Set.copyOf(unsettled);
    }
  }

  /**
   * Compares the next page of aggregates that raised events in the window, and resends the events
   * whose effects are missing.
   *
   * @param restore whether to write missing entries again
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   * @throws StorageUnavailable if the table is unavailable; corrections made before that are kept
   */
  public Report reconcile(Window window, PageRequest request, boolean restore) {
    return reconcile(window, request, new Options(restore, true, () -> {}));
  }

  Report reconcile(Window window, PageRequest request, Options options) {
    Page<Raised<?>> page = raised.between(window, request);
    PageComparison comparison = comparison(options);
    page.unreadable().forEach(comparison::unreadable);
    page.items().forEach(each -> comparison.compare(each, false));
    int checked = page.items().size() + page.unreadable().size();
    return report(checked, comparison, page.nextCursor());
  }

  /**
   * Compares aggregates that were not in order, or not settled, when they were last compared. What
   * can no longer be found by its id counts as in order. Those that follow from them are compared,
   * too.
   *
   * @param open by id, with the kinds of their mismatches
   * @throws StorageUnavailable as {@link #reconcile} does
   */
  Report reconcileAgain(Map<String, ? extends Set<String>> open, Options options) {
    PageComparison comparison = comparison(options);
    Set<String> followers = new TreeSet<>();
    open.forEach(
        (id, kinds) -> {
          boolean lost = kinds.contains(Finding.Kind.NO_ENTRY.name());
          followers.addAll(compareAgain(id, !lost, comparison));
        });
    followers.removeAll(open.keySet());
    followers.forEach(id -> compareAgain(id, true, comparison));
    return report(open.size() + followers.size(), comparison, null);
  }

  private Set<String> compareAgain(
      String aggregateId, boolean mayHaveExpired, PageComparison comparison) {
    try {
      Optional<Raised<?>> aggregate = raised.of(aggregateId);
      aggregate.ifPresent(each -> comparison.compare(each, mayHaveExpired));
      return aggregate.map(Raised::followers).orElseGet(Set::of);
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (UnreadableRow row) {
      comparison.unreadable(row.row());
    } catch (RuntimeException unreadable) {
      LOG.atWarn().setCause(unreadable).log("Aggregate could not be reconciled");
      comparison.unreadable(new Unreadable(aggregateId, "can't be read"));
    }
    return Set.of();
  }

  private PageComparison comparison(Options options) {
    return new PageComparison(ledger, unitOfWork, options, clock.instant());
  }

  private Report report(int checked, PageComparison comparison, @Nullable String nextCursor) {
    boolean silent = comparison.resend(resender);
    return new Report(checked, comparison.findings(), comparison.unsettled(), silent, nextCursor);
  }
}
