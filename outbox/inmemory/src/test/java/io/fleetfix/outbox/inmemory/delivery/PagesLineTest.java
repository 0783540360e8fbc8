package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.contracts.headofline.PagedLine;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered.Result;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Entries that can't be read hide no other entry from an operator, in memory. */
class PagesLineTest {
  @Nested
  class Reconcile implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Reconciled();
    }
  }

  @Nested
  class Redelivery implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new RedeliveredWindow();
    }
  }

  /** The failing entries are those of the newest parcels, which are first in each list. */
  private abstract static class Entries extends PagedLine {
    final Outpost outpost = new Outpost();
    private final Instant start = outpost.instant();
    private final Set<EventId> unreadable = new HashSet<>();
    final OutboxLedger ledger =
        new PassingLedger(outpost.ledger) {
          @Override
          public Optional<Delivery> find(EventId eventId) {
            if (unreadable.contains(eventId)) {
              throw new IllegalStateException("Unreadable");
            }
            return super.find(eventId);
          }
        };

    @Override
    protected String fail() {
      outpost.pass(Duration.ofSeconds(1));
      OutboxEntry entry = outpost.raise();
      unreadable.add(entry.eventId());
      return entry.eventId().toString();
    }

    Window window(Outpost all) {
      return new Window(start, all.instant().plusMillis(1));
    }
  }

  /** Parcels whose entries are lost, so that each of them is one finding. */
  private static final class Reconciled extends Entries {
    private final ReconcileOutbox reconcile = outpost.reconciler(ledger);

    @Override
    protected void succeed() {
      outpost.shipAndLose();
    }

    @Override
    protected Worked work(PageRequest request) {
      ReconcileOutbox.Report report = reconcile.reconcile(window(outpost), request, false);
      List<String> lost = new ArrayList<>();
      List<String> named = new ArrayList<>();
      for (Finding finding : report.findings()) {
        OutboxEntry entry = finding.entry();
        if (entry != null) {
          (finding.kind().equals(Kind.NO_ENTRY) ? lost : named).add(entry.eventId().toString());
        }
      }
      return new Worked(lost, named, report.nextCursor());
    }
  }

  private static final class RedeliveredWindow extends Entries {
    private final RedeliverEvents redeliver = outpost.redeliverer(ledger);

    @Override
    protected void succeed() {
      outpost.raise();
    }

    @Override
    protected Worked work(PageRequest request) {
      Page<Redelivered> page =
          redeliver.window(window(outpost), request, new Order("tester", true)).page();
      List<String> sent = new ArrayList<>();
      List<String> named = new ArrayList<>();
      page.items()
          .forEach(
              each ->
                  (each.result() == Result.WOULD_BE_SENT ? sent : named)
                      .add(each.eventId().toString()));
      return new Worked(sent, named, page.nextCursor());
    }
  }
}
