package io.fleetfix.testing.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A clock for another process that can be set ahead of the real time with libfaketime. The
 * process's monotonic clock jumps as well: keeping that one real would make a JVM a hundred times
 * slower.
 */
public final class MovableClock {
  /** Explains how to install what {@link #in} needs. */
  public static final String MISSING =
      "libfaketime is not installed: on Debian, run apt-get install libfaketime";

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path library;
  private final Path ahead;

  private MovableClock(Path library, Path ahead) {
    this.library = library;
    this.ahead = ahead;
  }

  /**
   * Creates a clock that shows the real time.
   *
   * @param folder for the file that holds the clock's offset
   * @return empty if libfaketime is not installed
   */
  public static Optional<MovableClock> in(Path folder) {
    Optional<MovableClock> clock =
        library().map(library -> new MovableClock(library, folder.resolve("clock")));
    clock.ifPresent(movable -> movable.runAhead(Duration.ZERO));
    return clock;
  }

  /** Debian has one folder per processor architecture. */
  private static Optional<Path> library() {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(LIBRARIES, Files::isDirectory)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve(LIBRARY))) {
          return Optional.of(folder.resolve(LIBRARY));
        }
      }
      return Optional.empty();
    } catch (IOException noSuchFolder) {
      return Optional.empty();
    }
  }

  /** Sets the clock ahead of the real time. The process sees the change within a second. */
  public void runAhead(Duration by) {
    try {
      Path next = ahead.resolveSibling("clock.next");
      Files.writeString(next, "+" + by.toSeconds() + "\n");
      Files.move(next, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment variables for the process that uses this clock. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", ahead.toString(),
        "FAKETIME_CACHE_DURATION", "1");
  }
}
