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
 * The clock of another process, which runs ahead of the true one by as much as it is told. Debian's
 * libfaketime does it. The process's monotonic clock jumps along: to keep that one true makes a JVM
 * slower by a hundred times.
 */
public final class MovableClock {
  /** How to get what {@link #in} looks for. */
  public static final String MISSING =
      "libfaketime is not installed: apt-get install libfaketime brings it on Debian";

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path library;
  private final Path ahead;

  private MovableClock(Path library, Path ahead) {
    this.library = library;
    this.ahead = ahead;
  }

  /**
   * A clock that goes right so far.
   *
   * @param folder for the file that says how far ahead the clock is
   * @return empty if libfaketime is not installed
   */
  public static Optional<MovableClock> in(Path folder) {
    Optional<MovableClock> clock =
        library().map(library -> new MovableClock(library, folder.resolve("clock")));
    clock.ifPresent(movable -> movable.runAhead(Duration.ZERO));
    return clock;
  }

  /** Debian has a folder for each kind of processor. */
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

  /** From now on the clock is ahead by this much; the process sees it within a second. */
  public void runAhead(Duration by) {
    try {
      Path next = ahead.resolveSibling("clock.next");
      Files.writeString(next, "+" + by.toSeconds() + "\n");
      Files.move(next, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be handed to the process that is to live by it. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", ahead.toString(),
        "FAKETIME_CACHE_DURATION", "1");
  }
}
