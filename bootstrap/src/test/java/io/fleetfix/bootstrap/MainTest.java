package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The service as a process of its own, with this test's class path. */
class MainTest {
  @Test
  void listsItsCommandsAndSettings() throws Exception {
    Ended help = run(Map.of(), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: fleetfix", "Commands:", "help", "FLEETFIX_HTTP_PORT");
  }

  @Test
  void explainsAWrongSettingInOneLine() throws Exception {
    Ended refused = run(Map.of("FLEETFIX_CURRENCY", "EURO"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "fleetfix: FLEETFIX_CURRENCY must be the ISO 4217 code of a currency, such as EUR\n");
  }

  @Test
  void doesNotListenForOthersWithoutAWordOnWhoTheyMustBe() throws Exception {
    Ended refused = run(Map.of("FLEETFIX_HTTP_HOST", "0.0.0.0", "FLEETFIX_HTTP_PORT", "0"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("fleetfix: FLEETFIX_AUTH must be oidc, or off");
  }

  @Test
  void explainsAnUnknownCommand() throws Exception {
    Ended refused = run(Map.of(), "repiar");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("repiar").contains("Usage: fleetfix");
  }

  @Test
  void explainsAPortInUseInOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      Ended refused = run(Map.of("FLEETFIX_HTTP_PORT", port));

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).startsWith("fleetfix: ").contains(port).hasLineCount(1);
    }
  }

  @Test
  void servesUntilItIsToldToStopAndLogsALineAMessage() throws Exception {
    Map<String, String> settings = Map.of("FLEETFIX_HTTP_PORT", "0", "FLEETFIX_ODD\r\nLINE", "");
    Process service = process(settings).start();
    try (BufferedReader out = service.inputReader(StandardCharsets.UTF_8)) {
      String address = out.readLine();
      assertThat(address).matches("FleetFix listens on http://127\\.0\\.0\\.1:\\d+");
      WorkshopClient workshop =
          new WorkshopClient(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
      String repair = workshop.open();

      assertThat(workshop.complete(repair).get("status").asText()).isEqualTo("COMPLETED");

      service.toHandle().destroy(); // unlike the process's own, this leaves its streams open
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
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
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("It ends by itself").isTrue();
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
    builder.environment().keySet().removeIf(name -> name.startsWith("FLEETFIX_"));
    builder.environment().putAll(settings);
    return builder;
  }
}
