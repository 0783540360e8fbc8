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

/** The scripts, with a stub that records its arguments in place of the AWS CLI. */
class ScriptsTest {
  private static final String REPAIR = "R-4V0Z8KQ2M7XW1B9C";
  private static final String EVENT = "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465";
  private static final String EVENTS =
      "{\"items\":[{\"eventType\":\"RepairCompleted\",\"state\":\"STATE\"},"
          + "{\"eventType\":\"InvoiceIssued\",\"state\":\"STATE\"}]}";
  private static final Pattern FILTERED_ROW = Pattern.compile("SMOKE#([0-9a-f-]{36})");
  private static final Pattern ITEM = Pattern.compile("--item (\\{.*?\"\"}})", Pattern.DOTALL);

  private final Path folder;
  private final Path calls;

  ScriptsTest(@TempDir Path folder) {
    this.folder = folder;
    this.calls = folder.resolve("calls");
  }

  private record Result(int code, String output) {}

  @BeforeEach
  void installAws() throws IOException {
    Files.createFile(calls);
    outputs(Stack.of(Template.deployed(), Map.of("Name", "garage")).outputs());
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/usr/bin/env bash
        printf '%s\\n' "$*" >>'CALLS'
        case "$1 $2 $*" in
          *'--stack-name nowhere'*) echo 'Stack with id nowhere does not exist' >&2; exit 254 ;;
          'cloudformation describe-stacks '*) cat 'OUTPUTS' ;;
        esac
        """
            .replace("CALLS", calls.toString())
            .replace("OUTPUTS", folder.resolve("outputs").toString()));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
  }

  /** In the CLI's text format. The stub ignores the query and prints all outputs. */
  private void outputs(Map<String, String> outputs) throws IOException {
    List<String> lines = new ArrayList<>();
    outputs.forEach((name, value) -> lines.add(name + "\t" + value));
    Files.write(folder.resolve("outputs"), lines);
  }

  @Test
  void printsStackOutputsAsSettings() throws Exception {
    Map<String, String> outputs = Stack.of(Template.deployed(), Map.of("Name", "garage")).outputs();

    Result result = run(Map.of(), "deploy/env", "garage");

    assertThat(result.output().lines())
        .containsExactlyInAnyOrderElementsOf(
            ShapeChecks.settings(outputs).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList());
    assertThat(result.code()).isZero();
    assertThat(Files.readString(calls)).contains("--stack-name garage");
  }

  @Test
  void reportsUsageErrorsAndUnusableStacks() throws Exception {
    assertThat(run(Map.of(), "deploy/env").output()).contains("usage: deploy/env STACK");
    assertThat(run(Map.of(), "deploy/env").code()).isEqualTo(2);
    assertThat(run(Map.of(), "deploy/env", "nowhere").code()).isEqualTo(254);

    outputs(Map.of("Url", "https://example.com"));

    assertThat(run(Map.of(), "deploy/env", "garage").output())
        .contains("no outputs whose names start with Setting");
    assertThat(run(Map.of(), "deploy/env", "garage").code()).isEqualTo(1);
    assertThat(run(Map.of(), "deploy/smoke").code()).isEqualTo(2);
    assertThat(run(Map.of(), "deploy/smoke", "nowhere").code()).isEqualTo(1);
  }

  /** Runs against the real service in memory; only the row for the filter is not written. */
  @Test
  void smokeTestPassesAgainstARunningService() throws Exception {
    try (ServiceInMemory service = ServiceInMemory.start(folder)) {
      Result result = run(Map.of("FLEETFIX_URL", service.url()), "deploy/smoke", "garage", "20");

      assertThat(result.output()).contains("Smoke test passed.").doesNotContain("FAIL");
      assertThat(result.code()).isZero();
    }
    String recorded = Files.readString(calls);
    assertThat(recorded).contains("dynamodb put-item --table-name garage");
    assertThat(recorded)
        .contains(
            "dynamodb delete-item --table-name garage --key {\"pk\":{\"S\":\"SMOKE#"
                + filteredRow());
  }

  /** The row differs from an event in its type only: with the type OUTBOX it passes the filter. */
  @Test
  void smokeTestWritesARowThatOnlyTheFilterHoldsBack() throws Exception {
    try (FakeService service = fake(true, false)) {
      run(Map.of("FLEETFIX_URL", service.url()), "deploy/smoke", "garage", "1");
    }
    Matcher item = ITEM.matcher(Files.readString(calls));
    assertThat(item.find()).isTrue();
    JsonNode row = new ObjectMapper().readTree(item.group(1));
    Stack stack = Stack.of(Template.deployed(), Map.of());

    assertThat(PipeChecks.passes(PipeChecks.filter(stack), inserted(row))).isFalse();
    JsonNode outbox =
        new ObjectMapper().readTree(row.toString().replace("\"SMOKE\"", "\"OUTBOX\""));
    assertThat(PipeChecks.passes(PipeChecks.filter(stack), inserted(outbox))).isTrue();
    JsonNode sent = PipeChecks.sent(stack.resource("Pipe"), inserted(outbox));
    assertThat(sent.at("/detail/repairId").asText()).isEqualTo(REPAIR);
    assertThat(sent.at("/detail/eventId").asText()).isEqualTo(filteredRow());
  }

  @Test
  void smokeTestReportsARowThatPassedTheFilter() throws Exception {
    try (FakeService leaking = fake(true, true)) {
      Result result = run(Map.of("FLEETFIX_URL", leaking.url()), "deploy/smoke", "garage", "1");

      assertThat(result.output()).contains("passed the filter and caused a notice");
      assertThat(result.code()).isEqualTo(1);
    }
    assertThat(Files.readString(calls)).contains("dynamodb delete-item");
  }

  @Test
  void smokeTestReportsMissingReceiptsInvoicesAndNotices() throws Exception {
    try (FakeService silent = fake(false, false)) {
      Result result = run(Map.of("FLEETFIX_URL", silent.url()), "deploy/smoke", "garage", "1");

      assertThat(result.output()).contains("No receipt", "No invoice", "No notice");
      assertThat(result.code()).isEqualTo(1);
    }
    assertThat(run(Map.of("FLEETFIX_URL", "http://127.0.0.1:1"), "deploy/smoke", "garage").output())
        .contains("Could not open a repair");
  }

  private static JsonNode inserted(JsonNode row) throws IOException {
    return new ObjectMapper()
        .readTree("{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":" + row + "}}");
  }

  private String filteredRow() throws IOException {
    Matcher row = FILTERED_ROW.matcher(Files.readString(calls));
    return row.find() ? row.group(1) : "none yet";
  }

  /** A service with fixed responses: events arrive or not, and the filter leaks or not. */
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
      case "/notices" -> notices(arrives ? EVENT : "none", leaks ? filteredRow() : "none");
      default -> "{}";
    };
  }

  private static String notices(String first, String second) {
    return "{\"items\":[{\"eventId\":\"%s\"},{\"eventId\":\"%s\"}]}".formatted(first, second);
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command));
    builder.directory(Project.FOLDER.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().keySet().removeIf(name -> name.startsWith("FLEETFIX_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
