package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Things by time, newest first, read in pages. Guarded by the store's lock. */
final class Listing<T> {
  private static final Pattern POSITION =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z#[0-9A-Za-z-]{1,40}");

  private final TreeMap<String, T> oldestFirst = new TreeMap<>();

  void put(Instant time, String id, T thing) {
    oldestFirst.put(position(time, id), thing);
  }

  void remove(Instant time, String id) {
    oldestFirst.remove(position(time, id));
  }

  Page<T> page(PageRequest request) {
    String cursor = request.cursor();
    NavigableMap<String, T> rest =
        cursor == null
            ? oldestFirst.descendingMap()
            : oldestFirst.headMap(decoded(cursor), false).descendingMap();
    List<T> items = new ArrayList<>();
    @Nullable String last = null;
    for (Map.Entry<String, T> next : rest.entrySet()) {
      if (items.size() == request.limit()) {
        return new Page<>(items, last == null ? null : encoded(last));
      }
      items.add(next.getValue());
      last = next.getKey();
    }
    return new Page<>(items, null);
  }

  private static String position(Instant time, String id) {
    return Timestamp.text(time) + "#" + id;
  }

  private static String encoded(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.US_ASCII));
  }

  private static String decoded(String cursor) {
    try {
      String position =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (POSITION.matcher(position).matches()) {
        return position;
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below in the caller's terms.
    }
    throw new InvalidValue("cursor", "must be one that the page before gave");
  }
}
