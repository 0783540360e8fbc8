package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The project speaks plain English: the words of plain-words.txt are found in no string that
 * reaches a client or an operator, and in no documentation, comment or test name.
 */
class PlainWordsTest {
  private static final WordList WORDS = WordList.load();

  /** Lists the words itself. */
  private static final String ITSELF = "PlainWordsTest.java";

  @Test
  void clientsAndOperatorsReadPlainWords() throws IOException {
    List<ProjectText> texts = texts().filter(ProjectText::isPublic).toList();

    assertThat(texts).hasSizeGreaterThan(2_000);
    assertThat(texts.stream().flatMap(WORDS::offences)).isEmpty();
  }

  @Test
  void documentationCommentsAndTestNamesUsePlainWords() throws IOException {
    List<ProjectText> texts = texts().filter(text -> !text.isPublic()).toList();

    assertThat(texts).hasSizeGreaterThan(3_000);
    assertThat(texts.stream().flatMap(WORDS::offences)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String title = \"There is no such thing\";",
        "log(\"The outbox does \" + \"not add up\")",
        "description = {\n  \"Events that were given up.\"\n}",
        "text(\"\"\"\n  Nobody\n  listens.\n  \"\"\")",
      })
  void findsAWordInAString(String source) {
    assertThat(JavaTexts.of("A.java", true, source).stream().flatMap(WORDS::offences)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Whoever asks. */",
        "int i; // likewise\n",
        "\n  void holdsUpNobody() {}",
        "/**\n * One invoice a\n * repair.\n */"
      })
  void findsAWordInACommentOrATestName(String source) {
    assertThat(JavaTexts.of("A.java", false, source).stream().flatMap(WORDS::offences)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"char c = '\"'; int nobody; char d = '\"';", "String s = \"// plain\";"})
  void looksAtNothingElse(String source) {
    assertThat(JavaTexts.of("A.java", true, source).stream().flatMap(WORDS::offences)).isEmpty();
  }

  private static Stream<ProjectText> texts() throws IOException {
    return Project.files().stream()
        .filter(file -> !file.endsWith(ITSELF))
        .flatMap(ProjectTexts::in);
  }
}
