package io.fleetfix.domain.violation;

import java.nio.file.Files;
import java.nio.file.Path;

/** Depends on a file. */
public final class ReadsAFile {
  private ReadsAFile() {}

  public static boolean isThere(Path path) {
    return Files.exists(path);
  }
}
