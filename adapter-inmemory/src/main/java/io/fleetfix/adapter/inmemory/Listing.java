package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Things by time, newest first, read in pages. Guarded by the store's lock. */
final class Listing<T> {
  private static final Pattern CURSOR =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)#([0-9A-Za-z-]{1,40})");

  private final TreeMap<Position, T> oldestFirst = new TreeMap<>();

  private record Position(Instant time, String id) implements Comparable<Position> {
    private static final Comparator<Position> BY_TIME =
        Comparator.comparing(Position::time).thenComparing(Position::id);

    @Override
    public int compareTo(Position other) {
      return BY_TIME.compare(this, other);
    }
  }

  void put(Instant time, String id, T thing) {
    oldestFirst.put(new Position(time, id), thing);
  }

  void remove(Instant time, String id) {
    oldestFirst.remove(new Position(time, id));
  }

  Page<T> page(PageRequest request) {
    String cursor = request.cursor();
    NavigableMap<Position, T> rest =
        cursor == null
            ? oldestFirst.descendingMap()
            : oldestFirst.headMap(decoded(cursor), false).descendingMap();
    List<T> items = new ArrayList<>();
    @Nullable Position last = null;
    for (Map.Entry<Position, T> next : rest.entrySet()) {
      if (items.size() == request.limit()) {
        return new Page<>(items, last == null ? null : encoded(last));
      }
      items.add(next.getValue());
      last = next.getKey();
    }
    return new Page<>(items, null);
  }

  private static String encoded(Position position) {
    String text = Timestamp.text(position.time()) + "#" + position.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Position decoded(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      Matcher parts = CURSOR.matcher(text);
      if (parts.matches()) {
        return new Position(Instant.parse(parts.group(1)), parts.group(2));
      }
    } catch (IllegalArgumentException | DateTimeParseException noneOfOurs) {
      // Said below in the caller's terms.
    }
    throw new InvalidValue("cursor", "must be one that the page before gave");
  }
}
