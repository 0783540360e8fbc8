package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of one kind that were issued in a window, after their repairs' first invoices. */
record LaterDocuments(Invoices invoices, DocumentId.Kind kind) {
  /** Sorts before the id of every document of the same time. */
  private static final String BEFORE_ALL = "-";

  /** A page may have fewer documents than requested, or none, and still be followed by another. */
  Page<DocumentId> page(Window window, PageRequest request) {
    @Nullable String given = request.cursor();
    String cursor = given == null ? new ListPosition(window.to(), BEFORE_ALL).cursor() : given;
    Page<Correction> page = invoices.corrections(new PageRequest(request.limit(), cursor));
    List<Correction> inWindow =
        page.items().stream().filter(each -> !each.at().isBefore(window.from())).toList();
    boolean ended = inWindow.size() < page.items().size();
    return new Page<>(
        inWindow.stream()
            .map(Correction::document)
            .filter(document -> document.kind() == kind)
            .toList(),
        given == null ? withoutATime(page) : page.unreadable(),
        ended ? null : page.nextCursor());
  }

  /**
   * Adds the rows that have no time: they may belong to any window, and are on the first page of
   * the whole list.
   */
  private List<Unreadable> withoutATime(Page<Correction> page) {
    Set<Unreadable> unreadable = new LinkedHashSet<>(page.unreadable());
    unreadable.addAll(invoices.corrections(new PageRequest(1, null)).unreadable());
    return List.copyOf(unreadable);
  }
}
