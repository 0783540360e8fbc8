package io.fleetfix.outbox.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A bus backed by a file, with one line per event. Accepted events survive the process that
 * published them, even if it is killed, and the bus can simulate the faults of a real one.
 */
public final class FileBus implements EventBus, AutoCloseable {
  private final FileChannel file;
  private volatile Function<OutboxEntry, Answer> answers = entry -> Answer.ACCEPT;

  /** What happens to one entry. */
  public enum Answer {
    /** The entry is written, and the publisher gets a success. */
    ACCEPT,
    /** The bus refuses the entry. */
    REFUSE,
    /** The bus throttles the entry. */
    THROTTLE,
    /** The entry is written, but the publisher gets a failure. */
    ACCEPT_THEN_FAIL
  }

  private FileBus(FileChannel file) {
    this.file = file;
  }

  /** Opens the bus; appends to the file if it exists. */
  public static FileBus in(Path path) {
    try {
      return new FileBus(FileChannel.open(path, CREATE, APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets how the bus answers from now on. */
  public void misbehave(Function<OutboxEntry, Answer> nextAnswers) {
    answers = nextAnswers;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<NotAccepted> notAccepted = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (OutboxEntry entry : entries) {
      Answer answer = answers.apply(entry);
      if (answer == Answer.ACCEPT || answer == Answer.ACCEPT_THEN_FAIL) {
        lines.append(entry.eventId()).append('\n');
      }
      if (answer != Answer.ACCEPT) {
        Cause cause = answer == Answer.REFUSE ? Cause.REFUSED : Cause.UNAVAILABLE;
        notAccepted.add(new NotAccepted(entry.eventId(), cause, answer.name()));
      }
    }
    append(lines.toString());
    return notAccepted;
  }

  private void append(String lines) {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * The events that the bus has delivered so far. Ignores an incomplete last line, which a killed
   * process may leave.
   */
  public static List<EventId> delivered(Path path) throws IOException {
    String text = Files.exists(path) ? Files.readString(path, US_ASCII) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> new EventId(UUID.fromString(line)))
        .toList();
  }
}
