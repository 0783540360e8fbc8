package io.fleetfix.localaws.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A log of the accepted events and of their deliveries, one JSON object per line. An event is
 * written before the sender gets its response. The log survives a killed process; if the machine
 * crashes, the last lines may be lost.
 *
 * <p>A log of more than {@link #MAX_BYTES} is replaced by a shorter one, with the undelivered
 * events only. The new file is complete before it takes the place of the old one, in one step. So
 * the log has at most twice the size of the undelivered events, or {@link #MAX_BYTES} and a call.
 */
public final class BusLog implements AutoCloseable {
  static final long MAX_BYTES = 16 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DELIVERED = "delivered";
  private static final String RULE = "rule";

  private final Path path;
  private final long maxBytes;
  private final Function<BusEvent, Set<String>> rules;

  /** The undelivered events by id, in order. */
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  private FileChannel file;
  private long bytesWhenReplaced;

  /** An event, and the rules whose targets have not accepted it yet. */
  record Waiting(BusEvent event, Set<String> left) {}

  /**
   * Opens a log, which is created or continued.
   *
   * @param rules the rules that match an event
   */
  BusLog(Path path, Function<BusEvent, Set<String>> rules, long maxBytes) throws IOException {
    this.path = path;
    this.maxBytes = maxBytes;
    this.rules = rules;
    eachLine(
        path,
        line -> {
          if (line.has(DELIVERED)) {
            taken(line.path(DELIVERED).asText(), line.path(RULE).asText());
          } else {
            hold(event(line));
          }
        });
    file = replacement(); // without a line that a killed process has not finished
  }

  synchronized int undelivered() {
    return waiting.size();
  }

  /** The undelivered events, oldest first. */
  synchronized List<Waiting> waiting() {
    return waiting.values().stream()
        .map(each -> new Waiting(each.event(), Set.copyOf(each.left())))
        .toList();
  }

  /** Appends all events of a call in one block. */
  synchronized void append(List<BusEvent> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (BusEvent event : events) {
      lines.append(line(event));
    }
    write(file, lines);
    events.forEach(this::hold);
    limit();
  }

  /** Records that the rule's target accepted these events. */
  synchronized void delivered(String rule, List<BusEvent> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(delivery(rule, event)));
    write(file, lines);
    events.forEach(event -> taken(event.id(), rule));
    limit();
  }

  private void hold(BusEvent event) {
    Set<String> matched = rules.apply(event);
    if (!matched.isEmpty()) {
      waiting.put(event.id(), new Waiting(event, new LinkedHashSet<>(matched)));
    }
  }

  private void taken(String eventId, String rule) {
    Waiting event = waiting.get(eventId);
    if (event != null && event.left().remove(rule) && event.left().isEmpty()) {
      waiting.remove(eventId);
    }
  }

  private void limit() {
    try {
      if (file.size() > Math.max(maxBytes, 2 * bytesWhenReplaced)) {
        FileChannel replaced = file;
        file = replacement();
        replaced.close();
      }
    } catch (IOException full) {
      // The log goes on in the old file, and the next call tries again.
    }
  }

  /** Puts a file with the undelivered events in place of the log. */
  private FileChannel replacement() throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    FileChannel shorter = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING);
    try {
      write(shorter, lines(waiting.values()));
      Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
      bytesWhenReplaced = shorter.size();
      return shorter;
    } catch (IOException failed) {
      shorter.close();
      throw failed;
    }
  }

  private StringBuilder lines(Collection<Waiting> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Waiting each : events) {
      lines.append(line(each.event()));
      for (String rule : rules.apply(each.event())) {
        if (!each.left().contains(rule)) {
          lines.append(delivery(rule, each.event()));
        }
      }
    }
    return lines;
  }

  private static String line(BusEvent event) throws IOException {
    return JSON.writeValueAsString(event) + '\n';
  }

  private static String delivery(String rule, BusEvent event) {
    return JsonNodeFactory.instance
            .objectNode()
            .put(DELIVERED, event.id())
            .put(RULE, rule)
            .toString()
        + '\n';
  }

  private static void write(FileChannel file, StringBuilder lines) throws IOException {
    ByteBuffer bytes = UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  /**
   * The events of a log: all that are undelivered, and the latest others. Without a line that is
   * still being written.
   */
  public static List<BusEvent> read(Path path) throws IOException {
    List<BusEvent> events = new ArrayList<>();
    eachLine(
        path,
        line -> {
          if (!line.has(DELIVERED)) {
            events.add(event(line));
          }
        });
    return events;
  }

  private static BusEvent event(JsonNode line) {
    return new BusEvent(line.path("bus").asText(), line.path("envelope"));
  }

  /** Reads one complete line after the other, so that a long log needs no more memory. */
  private static void eachLine(Path path, Consumer<JsonNode> use) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Reader text =
        new BufferedReader(new InputStreamReader(Files.newInputStream(path), UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = text.read(); next >= 0; next = text.read()) {
        line.append((char) next);
        if (next == '\n') {
          use.accept(JSON.readTree(line.toString()));
          line.setLength(0);
        }
      }
    }
  }
}
