package io.fleetfix.architecture.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The project's files, wherever the tests are started. */
final class Project {
  static final Path FOLDER = folder();

  private Project() {}

  /** The content of a file. */
  static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  /** Every file of the project, without what Maven and Git keep. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !isBuilt(FOLDER.relativize(file)))
          .filter(file -> !FOLDER.relativize(file).startsWith(".git"))
          .toList();
    }
  }

  /** The Java files in a folder. */
  static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** The name of the class that a Java file is named after. */
  static String typeIn(Path source) {
    String name = source.getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }

  /** Whether the file is a build output. */
  static boolean isBuilt(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .anyMatch(part -> part.toString().equals("target"));
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    return Optional.ofNullable(here.getParent())
        .filter(parent -> Files.exists(parent.resolve("README.md")))
        .orElse(here);
  }
}
