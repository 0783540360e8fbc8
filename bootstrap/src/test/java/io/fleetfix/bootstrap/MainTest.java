package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.bootstrap.profile.Profiles;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service in a separate process, with the class path of this test. */
class MainTest {
  @Test
  void helpListsCommandsAndSettings() throws Exception {
    Ended help = run(Map.of(), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: fleetfix", "Commands:", "help", "FLEETFIX_HTTP_PORT");
  }

  @Test
  void explainsAnInvalidSettingInOneLine() throws Exception {
    Ended refused = run(Map.of("FLEETFIX_CURRENCY", "EURO"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "fleetfix: FLEETFIX_CURRENCY must be the ISO 4217 code of a currency, such as EUR\n");
  }

  @Test
  void explainsAMistakeInTheProfileInOneLine(@TempDir Path folder) throws Exception {
    Path profile =
        Profiles.file(folder, Profiles.GERMAN.replaceAll("\"(vatId|taxNumber)\".*\n", ""));

    for (String command : List.of("local", "aws")) {
      Ended refused = run(Map.of("FLEETFIX_WORKSHOP", profile.toString()), command);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .isEqualTo(
              "fleetfix: FLEETFIX_WORKSHOP: vatId or taxNumber is missing, and invoices must show"
                  + " it (EUROPEAN_UNION)\n");
    }
  }

  @Test
  void explainsALogoOrFontsThatItCantReadInOneLine(@TempDir Path folder) throws Exception {
    Path profile =
        Profiles.file(
            folder, Profiles.GERMAN.replace("\"terms\"", "\"logo\": \"none.png\", \"terms\""));
    Map<String, String> settings =
        Map.of("FLEETFIX_WORKSHOP", profile.toString(), "FLEETFIX_FONTS", folder.toString());

    Ended logo = run(Map.of("FLEETFIX_WORKSHOP", profile.toString()), "local");
    Ended fonts = run(Map.of("FLEETFIX_FONTS", folder.toString()), "local");
    Ended both = run(settings, "config");

    assertThat(List.of(logo.exitCode(), fonts.exitCode(), both.exitCode())).containsOnly(2);
    assertThat(logo.err())
        .startsWith("fleetfix: FLEETFIX_WORKSHOP: logo must be a PNG or JPEG image")
        .hasLineCount(1);
    assertThat(fonts.err())
        .startsWith("fleetfix: FLEETFIX_FONTS must be a folder with at least one")
        .hasLineCount(1);
    assertThat(both.err())
        .contains("fleetfix: FLEETFIX_WORKSHOP: logo", "fleetfix: FLEETFIX_FONTS must")
        .hasLineCount(2);
  }

  @Test
  void explainsATextOfTheSellerThatNoFontCanShow(@TempDir Path folder) throws Exception {
    Path profile =
        Profiles.file(
            folder, Profiles.GERMAN.replaceFirst("\"city\": \"", "\"city\": \"\ud801\udc00"));

    Ended refused = run(Map.of("FLEETFIX_WORKSHOP", profile.toString()), "local");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("fleetfix: FLEETFIX_WORKSHOP: seller has characters that no font")
        .hasLineCount(1);
  }

  @Test
  void listensForOtherMachinesOnlyWithAnExplicitAuthSetting() throws Exception {
    Ended refused = run(Map.of("FLEETFIX_HTTP_HOST", "0.0.0.0", "FLEETFIX_HTTP_PORT", "0"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("fleetfix: FLEETFIX_AUTH must be set to oidc or off");
  }

  @Test
  void explainsAnUnknownCommandWithoutTheWholeHelp() throws Exception {
    Ended refused = run(Map.of(), "outbox", "redleiver");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("fleetfix: ")
        .contains("redleiver")
        .contains("redeliver")
        .endsWith("Try 'fleetfix outbox --help'.\n");
    assertThat(refused.err().lines()).hasSizeLessThan(5);
  }

  @Test
  void explainsAPortInUseInOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      Ended refused = run(Map.of("FLEETFIX_HTTP_PORT", "0"), "--port", port);

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .startsWith("fleetfix: ")
          .contains(port, "--port or FLEETFIX_HTTP_PORT")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port eighty", "--port 65536 local", "aws -p -1", "config --port 1.5"})
  void explainsAnInvalidPortInOneLine(String arguments) throws Exception {
    Ended refused = run(Map.of(), arguments.split(" ", -1));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo("fleetfix: --port must be a port from 0 to 65535; 0 picks a free one\n");
  }

  @Test
  void explainsADataFolderThatItCantWriteTo(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    for (Path wrong : List.of(file, file.resolve("below"))) {
      Ended refused = run(Map.of("FLEETFIX_LOCAL_DATA", wrong.toString()), "local");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .isEqualTo(
              "fleetfix: Can't write to the data folder %s. Set FLEETFIX_LOCAL_DATA to a folder that you can write to.\n"
                  .formatted(wrong));
    }
  }

  @Test
  void explainsAnInvalidVariableOfOpenTelemetry() throws Exception {
    Ended refused = run(Map.of("OTEL_TRACES_EXPORTER", "pigeon", "FLEETFIX_HTTP_PORT", "0"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("fleetfix: OpenTelemetry can't start: ", "pigeon");
  }

  @Test
  void configShowsTheSettingsInForceButNoSecrets() throws Exception {
    Map<String, String> settings =
        Map.of("FLEETFIX_TOKEN", "hunter2", "FLEETFIX_CURENCY", "EUR", "FLEETFIX_RELAY", "pipe");

    Ended shown = run(settings, "config", "local", "--port", "9000");

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.err()).isEmpty();
    assertThat(shown.out())
        .containsPattern("FLEETFIX_HTTP_PORT +9000 +--port\n")
        .containsPattern("FLEETFIX_TABLE +fleetfix +default\n")
        .containsPattern("FLEETFIX_TOKEN +\\(hidden\\) +environment\n")
        .contains(
            "FLEETFIX_RELAY is set, but local does not use it.\n",
            "FLEETFIX_CURENCY is not a setting. Did you mean FLEETFIX_CURRENCY?\n")
        .doesNotContain("hunter2");
  }

  @Test
  void configReportsInvalidSettingsAndShowsTheOthers() throws Exception {
    Map<String, String> settings = Map.of("FLEETFIX_ZONE", "Berlin", "FLEETFIX_CURRENCY", "EURO");

    Ended shown = run(settings, "config");

    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.err())
        .contains("fleetfix: FLEETFIX_ZONE must be", "fleetfix: FLEETFIX_CURRENCY must be")
        .hasLineCount(2);
    assertThat(shown.out())
        .containsPattern("FLEETFIX_ZONE +Berlin +environment \\(invalid\\)\n")
        .containsPattern("FLEETFIX_HTTP_HOST +127.0.0.1 +default\n");
  }

  @Test
  void configPrintsJsonForPrograms() throws Exception {
    Map<String, String> settings =
        Map.of("FLEETFIX_TOKEN", "hunter2", "FLEETFIX_PORT", "1", "FLEETFIX_ZONE", "Berlin");

    Ended shown = run(settings, "config", "aws", "--json");

    JsonNode document = new ObjectMapper().readTree(shown.out());
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.out()).doesNotContain("hunter2");
    assertThat(document.get("profile").asText()).isEqualTo("aws");
    assertThat(document.get("settings")).hasSizeGreaterThan(20);
    assertThat(document.get("settings").get(0).toString())
        .isEqualTo(
            "{\"name\":\"FLEETFIX_HTTP_HOST\",\"value\":\"127.0.0.1\",\"hidden\":false,"
                + "\"source\":\"default\",\"valid\":true}");
    assertThat(document.get("unknown").toString())
        .isEqualTo("[{\"name\":\"FLEETFIX_PORT\",\"closest\":\"FLEETFIX_HTTP_PORT\"}]");
    assertThat(document.get("problems")).hasSize(1);
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "the same, where it could reach the log",
      answer = "each log entry stays one line and does not contain the text")
  @Test
  void servesUntilItIsStoppedAndLogsOneLinePerMessage() throws Exception {
    Map<String, String> settings = Map.of("FLEETFIX_HTTP_PORT", "1", "FLEETFIX_ODD\r\nLINE", "");
    Process service = process(settings, "--port", "0").start();
    try (BufferedReader out = service.inputReader(StandardCharsets.UTF_8)) {
      String address = out.readLine();
      assertThat(address).matches("FleetFix listens on http://127\\.0\\.0\\.1:\\d+");
      assertThat(out.readLine())
          .isEqualTo(
              "It answers requests to localhost, 127.0.0.0/8, [::1]; FLEETFIX_HTTP_HOSTS adds other"
                  + " hosts.");
      assertThat(out.readLine())
          .isEqualTo(
              "Documents are not invoices and say so; FLEETFIX_WORKSHOP names the profile that"
                  + " makes them invoices.");
      WorkshopClient workshop =
          new WorkshopClient(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
      String repair = workshop.open();

      assertThat(workshop.complete(repair).get("status").asText()).isEqualTo("COMPLETED");

      service.toHandle().destroy(); // unlike the process's own, this leaves its streams open
      assertThat(service.waitFor(patient(Duration.ofSeconds(30)).toSeconds(), TimeUnit.SECONDS))
          .isTrue();
      assertThat(new String(service.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("Unknown setting ignored", "\"message\":\"Started\"", "\"message\":\"Stopped\"")
          .matches("(\\{.*}\n)+");
    } finally {
      service.destroyForcibly();
    }
  }

  private record Ended(int exitCode, String out, String err) {}

  private static Ended run(Map<String, String> settings, String... arguments) throws Exception {
    Process process = process(settings, arguments).start();
    try {
      assertThat(process.waitFor(patient(Duration.ofSeconds(60)).toSeconds(), TimeUnit.SECONDS))
          .as("ends without a signal")
          .isTrue();
      return new Ended(
          process.exitValue(),
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder process(Map<String, String> settings, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("(FLEETFIX|OTEL|AWS)_.*"));
    builder.environment().putAll(settings);
    return builder;
  }
}
