package io.fleetfix.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one local run works in at a time. It is locked as long as the run lives, killed or
 * not; and since a killed run's child processes live a moment longer, the next one waits for them.
 */
public final class DataFolder implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Somebody else works in the folder. */
  public static final class InUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InUse(Path path, String by) {
      super("the data folder " + path + " is in use by " + by);
    }
  }

  /**
   * Takes the folder, and makes it if it is missing.
   *
   * @param patience how long to wait for a run that is just ending
   * @throws InUse if it does not end
   */
  public static DataFolder take(Path path, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      Files.createDirectories(path);
      DataFolder folder =
          new DataFolder(path, FileChannel.open(path.resolve("lock"), CREATE, WRITE));
      folder.lock(end);
      folder.awaitChildren(end);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /** Remembers who else works in the folder, for the next run. */
  void children(List<ProcessHandle> children) {
    List<String> lines =
        children.stream().map(child -> child.pid() + " " + startedAt(child)).toList();
    try {
      Files.write(path.resolve("children"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the next run have it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lock(long end) throws IOException {
    Path owner = path.resolve("owner");
    while (lock.tryLock() == null) {
      if (System.nanoTime() - end > 0) {
        lock.close();
        throw new InUse(path, "process " + Files.readString(owner, US_ASCII));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    Files.writeString(owner, Long.toString(ProcessHandle.current().pid()), US_ASCII);
  }

  private void awaitChildren(long end) throws IOException {
    Path children = path.resolve("children");
    List<String> lines =
        Files.exists(children) ? Files.readAllLines(children, US_ASCII) : List.of();
    for (String line : lines) {
      @Nullable ProcessHandle child = alive(line);
      while (child != null && child.isAlive()) {
        if (System.nanoTime() - end > 0) {
          lock.close();
          throw new InUse(path, "process " + child.pid() + " of a run that has ended");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** A number alone may be another process's by now. */
  private static @Nullable ProcessHandle alive(String line) {
    String[] parts = line.split(" ", 2);
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(child -> parts.length == 2 && startedAt(child).equals(parts[1]))
        .orElse(null);
  }

  private static String startedAt(ProcessHandle child) {
    return child.info().startInstant().map(Instant::toString).orElse("");
  }
}
