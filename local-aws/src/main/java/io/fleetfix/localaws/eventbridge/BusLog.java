package io.fleetfix.localaws.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A log of all accepted events, one JSON object per line. An event is written before the sender
 * gets its response. The log survives a killed process; if the machine crashes, the last lines may
 * be lost.
 */
public final class BusLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel accepted;
  private final FileChannel delivered;

  private BusLog(FileChannel accepted, FileChannel delivered) {
    this.accepted = accepted;
    this.delivered = delivered;
  }

  /** Opens the log and the file of deliveries next to it. Both are continued if they exist. */
  static BusLog in(Path path) throws IOException {
    return new BusLog(
        FileChannel.open(path, CREATE, APPEND), FileChannel.open(deliveries(path), CREATE, APPEND));
  }

  /** Appends all events of a call in one block. */
  synchronized void append(List<BusEvent> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (BusEvent event : events) {
      lines.append(JSON.writeValueAsString(event)).append('\n');
    }
    write(accepted, lines);
  }

  /** Records that the rule's target accepted these events. */
  synchronized void delivered(String rule, List<BusEvent> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(delivery(rule, event)).append('\n'));
    write(delivered, lines);
  }

  private static void write(FileChannel file, StringBuilder lines) throws IOException {
    ByteBuffer bytes = UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    accepted.close();
    delivered.close();
  }

  private static Path deliveries(Path path) {
    return path.resolveSibling(path.getFileName() + ".delivered");
  }

  static String delivery(String rule, BusEvent event) {
    return event.id() + " " + rule;
  }

  /** The deliveries that targets have accepted so far, each in the form of {@link #delivery}. */
  static Set<String> deliveredSoFar(Path path) throws IOException {
    Path deliveries = deliveries(path);
    return Files.exists(deliveries) ? Set.copyOf(Files.readAllLines(deliveries)) : Set.of();
  }

  /** The events accepted so far, without a line that is still being written. */
  public static List<BusEvent> read(Path path) throws IOException {
    String text = Files.exists(path) ? Files.readString(path) : "";
    List<BusEvent> events = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode event = JSON.readTree(line);
      events.add(new BusEvent(event.path("bus").asText(), event.path("envelope")));
    }
    return events;
  }
}
