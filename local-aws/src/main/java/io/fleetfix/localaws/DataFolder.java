package io.fleetfix.localaws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only one local run uses at a time, and only its owner can read. It stays locked
 * until the run ends, even if it is killed. The child processes of a killed run live a moment
 * longer, so the next run waits for them.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Another run uses the folder. */
  public static final class InUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InUse(Path path, String by) {
      super("the data folder " + path + " is in use by " + by);
    }
  }

  /** Other users can read the folder, and this can't be changed, or not without asking. */
  public static final class Exposed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exposed(Path path, String why) {
      super("other users can read the data folder " + path + ", " + why);
    }
  }

  /**
   * Locks the folder, and creates it if it is missing. Takes other users' rights away from the
   * folder and from all that earlier runs have left in it.
   *
   * @param timeout how long to wait for a run that is just ending
   * @throws InUse if that run has not ended by then
   * @throws Exposed if another user owns a part of it, or if it is a folder with other contents
   */
  public static DataFolder take(Path path, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      if (Files.exists(path) && OwnerOnly.isOpen(path) && isOfOthers(path)) {
        throw new Exposed(path, "which holds files that no local run has left there");
      }
      Files.createDirectories(path);
      FileChannel lock = FileChannel.open(OwnerOnly.file(path.resolve(LOCK)), WRITE);
      DataFolder folder = new DataFolder(path, lock);
      folder.lock(end);
      folder.awaitChildren(end);
      folder.restrict();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /** Whether its file system keeps other users from reading it. */
  boolean isOwnerOnly() {
    try {
      return !OwnerOnly.isOpen(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records the processes that use the folder, for the next run. */
  void children(List<ProcessHandle> children) {
    List<String> lines =
        children.stream().map(child -> child.pid() + " " + startedAt(child)).toList();
    try {
      Files.write(OwnerOnly.file(path.resolve("children")), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unlocks the folder. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its rights may be meant for other files, such as those of a home folder. */
  private static boolean isOfOthers(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isPresent() && !Files.exists(path.resolve(LOCK));
    }
  }

  private void restrict() throws IOException {
    try {
      OwnerOnly.restrictAll(path);
    } catch (FileSystemException notTheOwner) {
      lock.close();
      throw new Exposed(path, "and its rights can't be changed: " + notTheOwner.getMessage());
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
    Files.writeString(
        OwnerOnly.file(owner), Long.toString(ProcessHandle.current().pid()), US_ASCII);
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

  /** The process id alone is not enough: another process may have it by now. */
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
