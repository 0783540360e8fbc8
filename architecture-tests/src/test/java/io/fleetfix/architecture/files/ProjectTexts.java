package io.fleetfix.architecture.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a person reads in a file of the project. */
final class ProjectTexts {
  /** Folders under {@code src/main} that only tests and measurements use. */
  private static final List<String> FOR_TESTS =
      List.of("support/", "outbox/contracts/", "local-aws-testing/");

  private static final Set<String> SCRIPTS =
      Set.of("fleetfix", "deploy/env", "deploy/smoke", "support/find-java");

  private ProjectTexts() {}

  static Stream<ProjectText> in(Path file) {
    String name = Project.FOLDER.relativize(file).toString();
    if (name.endsWith(".java")) {
      boolean shipped =
          name.contains("src/main/") && FOR_TESTS.stream().noneMatch(name::startsWith);
      return JavaTexts.of(name, shipped, read(file)).stream();
    }
    if (SCRIPTS.contains(name) || name.endsWith(".yaml") || name.endsWith("schema.json")) {
      return byLine(name, true, read(file));
    }
    if (name.endsWith(".md")) {
      return paragraphs(name, read(file));
    }
    return Stream.empty();
  }

  private static Stream<ProjectText> byLine(String name, boolean isPublic, String text) {
    List<String> lines = text.lines().toList();
    List<ProjectText> texts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      texts.add(new ProjectText(name + ":" + (i + 1), isPublic, lines.get(i)));
    }
    return texts.stream();
  }

  private static Stream<ProjectText> paragraphs(String name, String text) {
    List<ProjectText> texts = new ArrayList<>();
    int line = 1;
    for (String paragraph : text.split("\n\n", -1)) {
      texts.add(new ProjectText(name + ":" + line, false, paragraph));
      line += (int) paragraph.lines().count() + 1;
    }
    return texts.stream();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot be read: " + file, unreadable);
    }
  }
}
