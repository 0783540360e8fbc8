package io.fleetfix.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

/** What each log format makes of an event, and which format is used where. */
class LogFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d ";

  private final RecordedLog text = new RecordedLog(new TextLines(false));
  private final RecordedLog json = new RecordedLog(new JsonLines());

  @Test
  void textHasTheMessageAndItsFieldsInOneLine() {
    text.mdc().put("requestId", "q-1");

    log(text).atInfo().addKeyValue("repairId", "R-1").addKeyValue("note", "a \"b\"").log("Opened");

    assertThat(text.lines().getFirst())
        .matches(
            TIME
                + "INFO  LogFormatTest: Opened requestId=q-1 repairId=R-1 note=\"a \\\\\"b\\\\\"\"");
  }

  @Test
  void textShowsAnExceptionAndItsCausesInTheSameLine() {
    Exception refused = new ConnectException("Connection refused");

    log(text).atWarn().setCause(new IllegalStateException("No bus", refused)).log("Step failed");
    log(text).atWarn().setCause(new RuntimeException(refused)).log("Made from its cause alone");

    assertThat(text.lines()).hasSize(2);
    assertThat(text.lines().get(0))
        .endsWith(
            "error=\"IllegalStateException: No bus, caused by ConnectException: Connection"
                + " refused\"");
    assertThat(text.lines().get(1))
        .endsWith("error=\"RuntimeException, caused by ConnectException: Connection refused\"");
  }

  @Test
  void textShowsTheTopOfTheStackOfAnErrorOnce() {
    for (int i = 0; i < 3; i++) {
      log(text).atError().setCause(deep(50)).log("Request failed");
    }

    assertThat(text.lines()).hasSize(1 + 12 + 1);
    assertThat(text.lines().get(1)).startsWith("    ").contains("LogFormatTest.deep");
    assertThat(text.lines().getLast()).matches(" {4}\\.\\.\\. \\d+ more");
  }

  private static IllegalStateException deep(int depth) {
    return depth == 0 ? new IllegalStateException("deep") : deep(depth - 1);
  }

  @Test
  void noValueCanForgeALineOrControlTheTerminal() throws Exception {
    String forged = "x\r\n12:00:00.000 INFO  All is well\u001b[2J\u202e\u2028";
    for (RecordedLog log : List.of(text, json)) {
      log(log)
          .atError()
          .addKeyValue("name", forged)
          .addKeyValue(forged, "value")
          .setCause(new IOException(forged))
          .log(forged);
    }

    assertThat(text.printed()).hasSize(1);
    assertThat(text.lines().getFirst())
        .contains("name=\"x\\r\\n12:00:00.000 INFO  All is well\\u001b[2J\\u202e\\u2028\"");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("12:00:00.000"));
    assertThat(text.printed().getFirst()).doesNotContain("\r", "\u001b", "\u202e", "\u2028");
    assertThat(json.lines()).hasSize(1);
    assertThat(line(0).get("name").asText()).isEqualTo(forged);
  }

  @Test
  void coloursNothingButWhatSurroundsTheMessage() {
    RecordedLog coloured = new RecordedLog(new TextLines(true));

    log(coloured).atWarn().addKeyValue("queue", "mail").log("Round failed");

    assertThat(coloured.lines().getFirst())
        .contains("\u001b[33mWARN \u001b[0m", "Round failed \u001b[2mqueue=\u001b[0mmail");
  }

  @Test
  void jsonHasFlatFieldsAndLeavesOutEmptyOnes() throws Exception {
    json.mdc().put("requestId", "q-1");
    json.mdc().put("eventId", "from the MDC");

    log(json)
        .atInfo()
        .addKeyValue("port", 8080)
        .addKeyValue("ready", true)
        .addKeyValue("ratio", Double.NaN)
        .addKeyValue("eventId", "from the event")
        .addKeyValue("code", "")
        .addKeyValue("cause", (Object) null)
        .addKeyValue("level", "of a tank")
        .log("Started on {}", "Monday");

    JsonNode line = line(0);
    assertThat(Instant.parse(line.get("time").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(line.get("time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("logger").asText()).isEqualTo(LogFormatTest.class.getName());
    assertThat(line.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.get("message").asText()).isEqualTo("Started on Monday");
    assertThat(line.get("requestId").asText()).isEqualTo("q-1");
    assertThat(line.get("eventId").asText()).isEqualTo("from the event");
    assertThat(line.get("port").isInt()).isTrue();
    assertThat(line.get("ready").isBoolean()).isTrue();
    assertThat(line.get("ratio").asText()).isEqualTo("NaN");
    assertThat(line.get("level_").asText()).isEqualTo("of a tank");
    assertThat(line).hasSize(11);
  }

  @Test
  void jsonHasTheStackAsOneTextField() throws Exception {
    log(json).atWarn().setCause(new IOException("gone", deep(1_000))).log("Step failed");

    JsonNode line = line(0);
    assertThat(line.get("error").asText())
        .isEqualTo("IOException: gone, caused by IllegalStateException: deep");
    assertThat(line.get("stack").asText())
        .startsWith("java.io.IOException: gone")
        .contains("Caused by: java.lang.IllegalStateException: deep")
        .hasSizeLessThan(17_000);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, true, TextLines",
    "auto, false, JsonLines",
    "text, false, TextLines",
    "json, true, JsonLines",
    "yaml, false, JsonLines"
  })
  void theSettingOrTheTerminalSelectsTheFormat(String setting, boolean terminal, String expected) {
    assertThat(Logs.encoder(Map.of("FLEETFIX_LOG", setting), () -> terminal).getClass())
        .hasToString("class io.fleetfix.bootstrap.telemetry." + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "xterm, '', true, true",
    "xterm, 1, true, false",
    "dumb, '', true, false",
    "xterm, '', false, false"
  })
  void onlyATerminalThatWantsColourGetsIt(
      String term, String noColour, boolean terminal, boolean expected) {
    Map<String, String> settings =
        Map.of("FLEETFIX_LOG", "text", "TERM", term, "NO_COLOR", noColour);
    RecordedLog log = new RecordedLog(Logs.encoder(settings, () -> terminal));

    log(log).atInfo().log("Started");

    assertThat(log.lines().getFirst().contains("\u001b")).isEqualTo(expected);
  }

  @Test
  void aTerminalIsRecognisedByItsDevice(@TempDir Path folder) throws Exception {
    Path terminal = Files.createSymbolicLink(folder.resolve("a"), Path.of("/dev/pts/3"));
    Path pipe = Files.createSymbolicLink(folder.resolve("b"), Path.of("pipe:[4711]"));
    Path none = Files.createSymbolicLink(folder.resolve("c"), Path.of("/dev/null"));

    assertThat(Terminal.isTerminal(terminal)).isTrue();
    assertThat(Terminal.isTerminal(pipe)).isFalse();
    assertThat(Terminal.isTerminal(none)).isFalse();
    assertThat(Terminal.isTerminal(folder.resolve("missing"))).isFalse();
  }

  private static Logger log(RecordedLog log) {
    return log.logger(LogFormatTest.class);
  }

  private JsonNode line(int index) throws Exception {
    return JSON.readTree(json.lines().get(index));
  }
}
