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
 * Every event that was accepted, one line of JSON each, written before the sender is answered. What
 * was written outlives the process, killed or not; a crash of the machine may take the last of it.
 */
public final class BusLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel accepted;
  private final FileChannel delivered;

  private BusLog(FileChannel accepted, FileChannel delivered) {
    this.accepted = accepted;
    this.delivered = delivered;
  }

  /** Goes on with the file if there is one, and with the one beside it that tells of deliveries. */
  static BusLog in(Path path) throws IOException {
    return new BusLog(
        FileChannel.open(path, CREATE, APPEND), FileChannel.open(deliveries(path), CREATE, APPEND));
  }

  /** All of a call's events, with no other call's between them. */
  synchronized void append(List<BusEvent> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (BusEvent event : events) {
      lines.append(JSON.writeValueAsString(event)).append('\n');
    }
    write(accepted, lines);
  }

  /** A rule's target has taken them. */
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

  /** What targets have taken so far, each as {@link #delivery} has it. */
  static Set<String> deliveredSoFar(Path path) throws IOException {
    Path deliveries = deliveries(path);
    return Files.exists(deliveries) ? Set.copyOf(Files.readAllLines(deliveries)) : Set.of();
  }

  /** What has been accepted so far, the lines that are still being written left out. */
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
