package io.fleetfix.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds files of the project, whether the tests run in its root folder or in a module. */
final class Project {
  static final Path FOLDER = folder();

  private Project() {}

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  static String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    return Optional.ofNullable(here.getParent())
        .filter(parent -> Files.exists(parent.resolve("deploy/fleetfix.yaml")))
        .orElse(here);
  }
}
