package io.fleetfix.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation lists the settings as the table does. */
class SettingsPageTest {
  private static final Pattern IN_README =
      Pattern.compile("<!-- settings -->(.*?)<!-- end of settings -->", Pattern.DOTALL);

  @Test
  void docsSettingsIsMadeFromTheTable() throws IOException {
    assertThat(read("docs/settings.md"))
        .as("docs/settings.md must be:%n%n%s", SettingsPage.text())
        .isEqualTo(SettingsPage.text());
  }

  @Test
  void everySettingInTheReadmeIsARowOfTheTable() throws IOException {
    assertThat(wrongRows(read("README.md")))
        .as("rows in README.md that differ from docs/settings.md")
        .isEmpty();
  }

  @Test
  void findsAWrongRowInTheReadme() {
    String right = SettingsPage.rows(Settings.ALL).getFirst();
    String wrong = right.replace("127.0.0.1", "0.0.0.0");

    assertThat(
            wrongRows(
                """
                | `before` |
                <!-- settings -->
                | Setting | Meaning | Default |
                |---|---|---|
                %s
                %s
                <!-- end of settings -->
                """
                    .formatted(right, wrong)))
        .containsExactly(wrong);
  }

  private static List<String> wrongRows(String page) {
    List<String> rows = SettingsPage.rows(Settings.ALL);
    return IN_README
        .matcher(page)
        .results()
        .flatMap(found -> found.group(1).lines())
        .filter(line -> line.startsWith("| `"))
        .filter(line -> !rows.contains(line))
        .toList();
  }

  private static String read(String file) throws IOException {
    Path path = Path.of("..", file);
    return Files.exists(path) ? Files.readString(path) : "";
  }
}
