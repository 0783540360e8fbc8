package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The repairs that were closed in a window: one status after the other, newest first. */
record ClosedRepairs(Repairs repairs, List<RepairStatus> statuses) {
  private static final String SEPARATOR = ".";

  /** Sorts before the id of every repair that ended at the same time. */
  private static final String BEFORE_ALL = "-";

  /** A page may have fewer repairs than requested, or none, and still be followed by another. */
  Page<Repair> page(Window window, PageRequest request) {
    Place place = place(window, request.cursor());
    Page<Repair> page =
        repairs.list(place.status(), new PageRequest(request.limit(), place.cursor()));
    List<Repair> inWindow =
        page.items().stream().filter(repair -> !repair.since().isBefore(window.from())).toList();
    boolean more = page.nextCursor() != null && inWindow.size() == page.items().size();
    return new Page<>(
        inWindow,
        place.isStart(window) ? withoutATime(place.status(), page) : page.unreadable(),
        more ? place.status() + SEPARATOR + page.nextCursor() : after(place.status(), window));
  }

  /**
   * Adds the rows that have no time: they may belong to any window, and are on the first page of
   * the whole list.
   */
  private List<Unreadable> withoutATime(RepairStatus status, Page<Repair> page) {
    Set<Unreadable> unreadable = new LinkedHashSet<>(page.unreadable());
    unreadable.addAll(repairs.list(status, new PageRequest(1, null)).unreadable());
    return List.copyOf(unreadable);
  }

  private Place place(Window window, @Nullable String cursor) {
    if (cursor == null) {
      return start(statuses.getFirst(), window);
    }
    for (RepairStatus status : statuses) {
      String prefix = status + SEPARATOR;
      if (cursor.startsWith(prefix)) {
        return new Place(status, cursor.substring(prefix.length()));
      }
    }
    throw new InvalidValue("cursor", "must be a cursor from a previous page");
  }

  private static Place start(RepairStatus status, Window window) {
    return new Place(status, new ListPosition(window.to(), BEFORE_ALL).cursor());
  }

  private @Nullable String after(RepairStatus status, Window window) {
    int next = statuses.indexOf(status) + 1;
    return next < statuses.size()
        ? statuses.get(next) + SEPARATOR + start(statuses.get(next), window).cursor()
        : null;
  }

  /** One of the lists, and a position in it. */
  private record Place(RepairStatus status, String cursor) {
    boolean isStart(Window window) {
      return equals(start(status, window));
    }
  }
}
