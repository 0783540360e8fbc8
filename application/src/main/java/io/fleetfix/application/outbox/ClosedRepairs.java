package io.fleetfix.application.outbox;

import io.fleetfix.application.port.ListPosition;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The repairs that ended in a window: first the completed ones, then the cancelled ones, each the
 * latest first. Whoever lists them needs no index of his own.
 */
record ClosedRepairs(Repairs repairs) {
  private static final String SEPARATOR = ".";

  /** Sorts before the id of every repair that ended at the same time. */
  private static final String BEFORE_ALL = "-";

  /** A page may have fewer repairs than wanted, or none, and still be followed by another. */
  Page<Repair> page(Window window, PageRequest request) {
    Place place = place(window, request.cursor());
    Page<Repair> page =
        repairs.list(place.status(), new PageRequest(request.limit(), place.cursor()));
    List<Repair> inWindow =
        page.items().stream().filter(repair -> !repair.since().isBefore(window.from())).toList();
    boolean more = page.nextCursor() != null && inWindow.size() == page.items().size();
    return new Page<>(inWindow, more ? place.at(page.nextCursor()) : place.next(window));
  }

  private static Place place(Window window, @Nullable String cursor) {
    if (cursor == null) {
      return Place.start(RepairStatus.COMPLETED, window);
    }
    for (RepairStatus status : List.of(RepairStatus.COMPLETED, RepairStatus.CANCELLED)) {
      String prefix = status + SEPARATOR;
      if (cursor.startsWith(prefix)) {
        return new Place(status, cursor.substring(prefix.length()));
      }
    }
    throw new InvalidValue("cursor", "must be one that the page before gave");
  }

  /** In which of the two lists, and where in it. */
  private record Place(RepairStatus status, String cursor) {
    static Place start(RepairStatus status, Window window) {
      return new Place(status, new ListPosition(window.to(), BEFORE_ALL).cursor());
    }

    String at(@Nullable String nextCursor) {
      return status + SEPARATOR + nextCursor;
    }

    @Nullable String next(Window window) {
      return status == RepairStatus.COMPLETED
          ? RepairStatus.CANCELLED + SEPARATOR + start(RepairStatus.CANCELLED, window).cursor()
          : null;
    }
  }
}
