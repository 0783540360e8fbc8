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
 * A bus that is a file, one line an event. What it accepted outlives the process that published it,
 * killed or not, and it can misbehave as the real one does.
 */
public final class FileBus implements EventBus, AutoCloseable {
  private final FileChannel file;
  private volatile Function<OutboxEntry, Answer> answers = entry -> Answer.ACCEPT;

  /** What becomes of one entry. */
  public enum Answer {
    /** It lies in the file, and the publisher hears so. */
    ACCEPT,
    /** It was looked at and not taken. */
    REFUSE,
    /** The bus is too busy to look at it. */
    THROTTLE,
    /** It lies in the file, and the publisher hears of a failure. */
    ACCEPT_THEN_FAIL
  }

  private FileBus(FileChannel file) {
    this.file = file;
  }

  /** Goes on with the file if there is one. */
  public static FileBus in(Path path) {
    try {
      return new FileBus(FileChannel.open(path, CREATE, APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it answers like this. */
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

  /** What came out of a bus so far; a line that was being written when its process died is none. */
  public static List<EventId> delivered(Path path) throws IOException {
    String text = Files.exists(path) ? Files.readString(path, US_ASCII) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> new EventId(UUID.fromString(line)))
        .toList();
  }
}
