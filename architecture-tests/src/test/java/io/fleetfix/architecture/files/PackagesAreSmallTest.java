package io.fleetfix.architecture.files;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages are small enough to survey. Split a larger package by subject. */
class PackagesAreSmallTest {
  private static final int MOST_FILES = 20;

  @Test
  void noPackageIsTooLarge() throws IOException {
    Map<Path, Long> packages = sizes(Project.FOLDER);

    assertThat(packages).hasSizeGreaterThan(30);
    assertThat(tooLarge(packages)).isEmpty();
  }

  @Test
  void detectsALargePackage(@TempDir Path folder) throws IOException {
    Path room = Files.createDirectories(folder.resolve("module/src/main/java/a/b"));
    for (int i = 0; i < MOST_FILES; i++) {
      Files.createFile(room.resolve("File" + i + ".java"));
    }
    assertThat(tooLarge(sizes(folder))).isEmpty();

    Files.createFile(room.resolve("package-info.java"));

    assertThat(tooLarge(sizes(folder))).containsExactly(room);
  }

  private static List<Path> tooLarge(Map<Path, Long> packages) {
    return packages.entrySet().stream()
        .filter(each -> each.getValue() > MOST_FILES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The number of files of each package in the main sources, including its package-info. */
  private static Map<Path, Long> sizes(Path folder) throws IOException {
    return Project.sources(folder).stream()
        .filter(file -> file.toString().contains("src/main/java"))
        .collect(groupingBy(Path::getParent, TreeMap::new, counting()));
  }
}
