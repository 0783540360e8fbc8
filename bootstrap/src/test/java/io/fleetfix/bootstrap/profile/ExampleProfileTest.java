package io.fleetfix.bootstrap.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.seller.Jurisdiction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile in docs/invoices.md is one that the service accepts. */
class ExampleProfileTest {
  private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder = Path.of("");

  @Test
  void theExampleOfThePageIsAccepted() throws Exception {
    String page = Files.readString(Path.of("../docs/invoices.md"));
    MatchResult example = JSON.matcher(page).results().findFirst().orElseThrow();
    Path file = Files.writeString(folder.resolve("workshop.json"), example.group(1));

    WorkshopProfile read = ProfileFile.read(file);

    assertThat(read.profile().law()).isEqualTo(Jurisdiction.EUROPEAN_UNION);
    assertThat(read.profile().taxes().rates()).hasSize(3);
    assertThat(read.logo()).contains(folder.resolve("logo.png"));
  }
}
