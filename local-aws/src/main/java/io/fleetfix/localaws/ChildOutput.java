package io.fleetfix.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a child process prints, kept in a file that starts empty with each start of the process, or
 * discarded.
 *
 * @param file null if the output is discarded
 */
public record ChildOutput(@Nullable Path file) {
  public static final ChildOutput DISCARDED = new ChildOutput(null);

  /** The message of an exception says more than its stack. */
  private static final Pattern STACK_FRAME = Pattern.compile("at \\S+\\(|\\.\\.\\. \\d+ ");

  private static final int MAX_LINES = 3;
  private static final int MAX_LINE_CHARS = 200;
  private static final int MAX_TAIL_BYTES = 16 * 1024;
  private static final long MAX_FILE_BYTES = 1024 * 1024;

  /** The file is in a folder that exists. */
  public static ChildOutput keptIn(Path file) {
    return new ChildOutput(file);
  }

  /** Empties the file, and appends to it. */
  Redirect emptied() throws IOException {
    if (file == null) {
      return Redirect.DISCARD;
    }
    Files.write(OwnerOnly.file(file), new byte[0]);
    return Redirect.appendTo(file.toFile());
  }

  /** Empties a file of more than a mebibyte. The process goes on writing to it. */
  void limit() {
    try {
      if (file != null && Files.size(file) > MAX_FILE_BYTES) {
        Files.write(file, new byte[0]);
      }
    } catch (IOException deleted) {
      // The process runs on without it, and the next start creates it again.
    }
  }

  /**
   * Up to three lines, without stack frames and control characters; none if the file can't be read.
   */
  List<String> lastLines() {
    if (file == null) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer tail = ByteBuffer.allocate(MAX_TAIL_BYTES);
      channel.position(Math.max(0, channel.size() - MAX_TAIL_BYTES));
      while (channel.read(tail) > 0) {
        // until the end of the file, or until the buffer is full
      }
      List<String> printed =
          UTF_8
              .decode(tail.flip())
              .toString()
              .lines()
              .map(ChildOutput::shown)
              .filter(line -> !STACK_FRAME.matcher(line).lookingAt() && !line.isEmpty())
              .toList();
      return printed.subList(Math.max(0, printed.size() - MAX_LINES), printed.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static String shown(String line) {
    String plain = line.replaceAll("[\\p{C}\\s]+", " ").strip();
    return plain.length() <= MAX_LINE_CHARS ? plain : plain.substring(0, MAX_LINE_CHARS) + "...";
  }
}
