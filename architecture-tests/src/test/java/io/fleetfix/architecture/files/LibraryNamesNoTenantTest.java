package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library can be copied into another repository: none of its files mentions its first tenant.
 * The architecture rules check this for production classes. This test also covers tests, poms,
 * resources and comments.
 */
class LibraryNamesNoTenantTest {
  private static final List<String> FOLDERS =
      List.of("outbox", "adapter-eventbridge", "adapter-sqs", "local-aws", "local-aws-testing");

  /** The tenant's vocabulary, and every module or package that is not the library's own. */
  private static final Pattern TENANT =
      Pattern.compile(
          "(?i:repair|invoice|notice|workshop|mail)"
              + "|io\\.fleetfix\\.(?!(?:outbox|localaws|testing\\.localaws"
              + "|adapter\\.(?:eventbridge|sqs))\\b)[a-z]\\w*"
              + "|>fleetfix-(?!(?:outbox(?:-\\w+)?|adapter-eventbridge|adapter-sqs|local-aws"
              + "|local-aws-testing|dynamodb-local|elasticmq)<)[\\w-]+<");

  @Test
  void noFileNamesTheTenant() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      files.addAll(filesIn(Project.FOLDER.resolve(folder)));
    }

    assertThat(files).hasSizeGreaterThan(150);
    assertThat(files.stream().flatMap(file -> namesIn(Project.FOLDER, file))).isEmpty();
  }

  @Test
  void reportsTheLine(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("golden.json"), "{\n  \"invoiceId\": 1\n}\n");
    Files.write(folder.resolve("RepairLogo.bin"), new byte[] {-1, 0, 'x'});
    Files.writeString(Files.createDirectory(folder.resolve("target")).resolve("built"), "mail");

    assertThat(filesIn(folder).stream().flatMap(file -> namesIn(folder, file)))
        .containsExactlyInAnyOrder("golden.json:2: \"invoiceId\": 1", "RepairLogo.bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RepairId",
        "private final Set<String> seenINVOICES;",
        "\"REPAIR#\" + id",
        "noticeable",
        "carworkshop.outbox",
        "greenmail",
        "import io.fleetfix.domain.money.Money;",
        "import io.fleetfix.adapter.http.server.HttpServer;",
        "<artifactId>fleetfix-application</artifactId>",
        "<artifactId>fleetfix-adapter-inmemory</artifactId>"
      })
  void detectsTheTenant(String line) {
    assertThat(TENANT.matcher(line).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import io.fleetfix.outbox.event.EventId;",
        "package io.fleetfix.testing.localaws;",
        "import io.fleetfix.adapter.eventbridge.EventBridgeBus;",
        "<artifactId>fleetfix-outbox</artifactId>",
        "<artifactId>fleetfix-outbox-core</artifactId>",
        "<artifactId>fleetfix-local-aws-testing</artifactId>",
        "ParcelShipped"
      })
  void allowsTheLibrarysOwnNames(String line) {
    assertThat(TENANT.matcher(line).find()).isFalse();
  }

  /** Each occurrence in a file or its name, in a form that editors can jump to. */
  private static Stream<String> namesIn(Path folder, Path file) {
    String name = folder.relativize(file).toString();
    List<String> lines = lines(file);
    List<String> found = new ArrayList<>();
    if (TENANT.matcher(name).find()) {
      found.add(name);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (TENANT.matcher(lines.get(i)).find()) {
        found.add(name + ":" + (i + 1) + ": " + lines.get(i).strip());
      }
    }
    return found.stream();
  }

  /** In Latin-1 every byte is a character, so binary files can be read too. */
  private static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException unreadable) {
      throw new AssertionError("Cannot be read: " + file, unreadable);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !Project.isBuilt(folder.relativize(file)))
          .toList();
    }
  }
}
