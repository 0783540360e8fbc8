package io.fleetfix.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ProblemTypeTest {
  @Test
  void theDocumentationHasTheSameTable() throws Exception {
    List<String> documented =
        Files.readString(projectFolder().resolve("docs/problems.md"))
            .lines()
            .filter(line -> line.startsWith("|"))
            .toList();

    String table = String.join("\n", table());
    assertThat(documented)
        .as("Replace the table in docs/problems.md with:\n\n" + table + "\n")
        .isEqualTo(table());
  }

  @Test
  void openApiListsTheSameTypes() throws Exception {
    try (var file = ProblemTypeTest.class.getResourceAsStream("/openapi.yaml")) {
      var listed =
          new YAMLMapper()
              .readTree(file)
              .at("/components/schemas/Problem/properties/type/enum")
              .valueStream();

      assertThat(listed.map(type -> type.stringValue()))
          .containsExactlyInAnyOrder(
              Arrays.stream(ProblemType.values()).map(ProblemType::uri).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @EnumSource
  void textsAreSentencesWithoutMarkup(ProblemType type) {
    assertThat(type.uri()).matches("/problems/[a-z]+(-[a-z]+)*");
    assertThat(type.title()).matches("[A-Z][A-Za-z ]+[a-z]");
    for (String text : List.of(type.meaning(), type.remedy())) {
      assertThat(text).matches("[A-Z].*\\.").doesNotContain("<", ">", "&", "`", "|");
    }
  }

  private static List<String> table() {
    return Stream.concat(
            Stream.of(
                "| type | title | status | what it means | what you can do |",
                "|---|---|---|---|---|"),
            Arrays.stream(ProblemType.values())
                .map(
                    type ->
                        "| `%s` | %s | %d | %s | %s |"
                            .formatted(
                                type.uri(),
                                type.title(),
                                type.status(),
                                type.meaning(),
                                type.remedy())))
        .toList();
  }

  private static Path projectFolder() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/problems.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IOException("docs/problems.md is missing");
      }
    }
    return folder;
  }
}
