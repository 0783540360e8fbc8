package io.fleetfix.bootstrap.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetfix.domain.contact.Language;
import io.fleetfix.outbox.event.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile in {@code docs/settings.md} is one that the service reads. */
class ProfileExampleTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder = Path.of("");

  @Test
  void isRead() throws IOException {
    WorkshopProfile read = ProfileFile.read(Profiles.file(folder, example()));

    assertThat(read.profile().language()).isEqualTo(Language.GERMAN);
    assertThat(read.logo()).contains(folder.resolve("logo.png"));
  }

  /** The refusal of an unknown field lists the known ones. */
  @ParameterizedTest
  @ValueSource(strings = {"\"name\"", "\"lines\"", "\"holder\"", "\"rates\""})
  void thePageHasEveryField(String field) throws IOException {
    Path wrong = Profiles.file(folder, example().replace(field, "\"unknown\""));
    InvalidValue refused = catchThrowableOfType(InvalidValue.class, () -> ProfileFile.read(wrong));

    String known = refused.problem().replaceFirst(".*one of ", "");
    assertThat(Stream.of(known.split(", ", -1)))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(page()).containsPattern("[`\"]" + each + "[`\"]"));
  }

  private static String example() throws IOException {
    Matcher found = EXAMPLE.matcher(page());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "settings.md"));
  }
}
