package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, with another program in the AWS CLI's place that writes down what it is asked. */
class ScriptsTest {
  private static final String REPAIR = "R-4V0Z8KQ2M7XW1B9C";
  private static final String EVENT = "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465";
  private static final String EVENTS =
      "{\"items\":[{\"eventType\":\"RepairCompleted\",\"state\":\"STATE\"},"
          + "{\"eventType\":\"InvoiceIssued\",\"state\":\"STATE\"}]}";
  private static final Pattern HELD_BACK = Pattern.compile("SMOKE#([0-9a-f-]{36})");
  private static final Pattern ITEM = Pattern.compile("--item (\\{.*?\"\"}})", Pattern.DOTALL);

  private final Path folder;
  private final Path asked;

  ScriptsTest(@TempDir Path folder) {
    this.folder = folder;
    this.asked = folder.resolve("asked");
  }

  /** How a script ended. */
  private record Ended(int code, String said) {}

  @BeforeEach
  void installAws() throws IOException {
    Files.createFile(asked);
    outputs(Stack.of(Template.deployed(), Map.of("Name", "garage")).outputs());
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/usr/bin/env bash
        printf '%s\\n' "$*" >>'ASKED'
        case "$1 $2 $*" in
          *'--stack-name nowhere'*) echo 'Stack with id nowhere does not exist' >&2; exit 254 ;;
          'cloudformation describe-stacks '*) cat 'OUTPUTS' ;;
        esac
        """
            .replace("ASKED", asked.toString())
            .replace("OUTPUTS", folder.resolve("outputs").toString()));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
  }

  /** As the CLI prints them as text, whichever of them the query selects. */
  private void outputs(Map<String, String> outputs) throws IOException {
    List<String> lines = new ArrayList<>();
    outputs.forEach((name, value) -> lines.add(name + "\t" + value));
    Files.write(folder.resolve("outputs"), lines);
  }

  @Test
  void printsTheOutputsAsSettings() throws Exception {
    Map<String, String> outputs = Stack.of(Template.deployed(), Map.of("Name", "garage")).outputs();

    Ended ended = run(Map.of(), "deploy/env", "garage");

    assertThat(ended.said().lines())
        .containsExactlyInAnyOrderElementsOf(
            ShapeChecks.settings(outputs).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList());
    assertThat(ended.code()).isZero();
    assertThat(Files.readString(asked)).contains("--stack-name garage");
  }

  @Test
  void saysWhatIsWrongWithAStack() throws Exception {
    assertThat(run(Map.of(), "deploy/env").said()).contains("usage: deploy/env STACK");
    assertThat(run(Map.of(), "deploy/env").code()).isEqualTo(2);
    assertThat(run(Map.of(), "deploy/env", "nowhere").code()).isEqualTo(254);

    outputs(Map.of("Url", "https://example.com"));

    assertThat(run(Map.of(), "deploy/env", "garage").said())
        .contains("no outputs that are settings");
    assertThat(run(Map.of(), "deploy/env", "garage").code()).isEqualTo(1);
    assertThat(run(Map.of(), "deploy/smoke").code()).isEqualTo(2);
    assertThat(run(Map.of(), "deploy/smoke", "nowhere").code()).isEqualTo(1);
  }

  /** Over the service itself, in memory: the one thing that is not real is the row. */
  @Test
  void isWellWhereEverythingArrives() throws Exception {
    try (ServiceInMemory service = ServiceInMemory.start(folder)) {
      Ended ended = run(Map.of("FLEETFIX_URL", service.url()), "deploy/smoke", "garage", "20");

      assertThat(ended.said()).contains("All is well.").doesNotContain("WRONG");
      assertThat(ended.code()).isZero();
    }
    String calls = Files.readString(asked);
    assertThat(calls).contains("dynamodb put-item --table-name garage");
    assertThat(calls)
        .contains(
            "dynamodb delete-item --table-name garage --key {\"pk\":{\"S\":\"SMOKE#" + heldBack());
  }

  /** The row is an event in all but its type: with the outbox's, it would come through. */
  @Test
  void holdsOutARowThatOnlyTheFilterHoldsBack() throws Exception {
    try (FakeService service = fake(true, false)) {
      run(Map.of("FLEETFIX_URL", service.url()), "deploy/smoke", "garage", "1");
    }
    Matcher item = ITEM.matcher(Files.readString(asked));
    assertThat(item.find()).isTrue();
    JsonNode row = new ObjectMapper().readTree(item.group(1));
    Stack stack = Stack.of(Template.deployed(), Map.of());

    assertThat(PipeChecks.passes(PipeChecks.filter(stack), inserted(row))).isFalse();
    JsonNode outbox =
        new ObjectMapper().readTree(row.toString().replace("\"SMOKE\"", "\"OUTBOX\""));
    assertThat(PipeChecks.passes(PipeChecks.filter(stack), inserted(outbox))).isTrue();
    JsonNode sent = PipeChecks.sent(stack.resource("Pipe"), inserted(outbox));
    assertThat(sent.at("/detail/repairId").asText()).isEqualTo(REPAIR);
    assertThat(sent.at("/detail/eventId").asText()).isEqualTo(heldBack());
  }

  @Test
  void reportsARowThatPassedTheFilter() throws Exception {
    try (FakeService leaking = fake(true, true)) {
      Ended ended = run(Map.of("FLEETFIX_URL", leaking.url()), "deploy/smoke", "garage", "1");

      assertThat(ended.said()).contains("passed the filter and got a notice");
      assertThat(ended.code()).isEqualTo(1);
    }
    assertThat(Files.readString(asked)).contains("dynamodb delete-item");
  }

  @Test
  void reportsWhatDoesNotArrive() throws Exception {
    try (FakeService silent = fake(false, false)) {
      Ended ended = run(Map.of("FLEETFIX_URL", silent.url()), "deploy/smoke", "garage", "1");

      assertThat(ended.said()).contains("there is no receipt", "no invoice", "no notice");
      assertThat(ended.code()).isEqualTo(1);
    }
    assertThat(run(Map.of("FLEETFIX_URL", "http://127.0.0.1:1"), "deploy/smoke", "garage").said())
        .contains("opens no repair");
  }

  private static JsonNode inserted(JsonNode row) throws IOException {
    return new ObjectMapper()
        .readTree("{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":" + row + "}}");
  }

  private String heldBack() throws IOException {
    Matcher row = HELD_BACK.matcher(Files.readString(asked));
    return row.find() ? row.group(1) : "none yet";
  }

  /** A service that says what it is told to, whatever it is asked to do. */
  private FakeService fake(boolean arrives, boolean leaks) throws IOException {
    return FakeService.answering(path -> answer(path, arrives, leaks));
  }

  private String answer(String path, boolean arrives, boolean leaks) throws IOException {
    return switch (path) {
      case "/repairs" -> "{\"repairId\":\"" + REPAIR + "\"}";
      case "/repairs/" + REPAIR + "/completion" -> "{\"eventId\":\"" + EVENT + "\"}";
      case "/repairs/" + REPAIR + "/events" ->
          EVENTS.replace("STATE", arrives ? "DELIVERED" : "PENDING");
      case "/repairs/" + REPAIR + "/invoice" -> arrives ? "{\"number\":\"INV-2026-000001\"}" : "{}";
      case "/notices" -> notices(arrives ? EVENT : "none", leaks ? heldBack() : "none");
      default -> "{}";
    };
  }

  private static String notices(String first, String second) {
    return "{\"items\":[{\"eventId\":\"%s\"},{\"eventId\":\"%s\"}]}".formatted(first, second);
  }

  private Ended run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command));
    builder.directory(Project.FOLDER.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().keySet().removeIf(name -> name.startsWith("FLEETFIX_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
