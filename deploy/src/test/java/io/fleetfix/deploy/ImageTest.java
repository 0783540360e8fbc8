package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the image's description without building the image. */
class ImageTest {
  private static final String AUTH = "FLEETFIX_AUTH";

  private static final String JAR = "bootstrap/target/fleetfix.jar";
  private static final String DOCKERFILE = Project.read("Dockerfile").replace("\\\n", " ");

  @Test
  void baseImageHasAnExactTagAndADigest() {
    assertThat(instruction("FROM"))
        .matches("[a-z0-9./-]+:[0-9]+\\.[0-9]+\\.[0-9]+_[0-9]+-[a-z-]+@sha256:[0-9a-f]{64}");
  }

  /** After {@code mvn package}, each copied file exists and is part of the build context. */
  @Test
  void copiedFilesExist() {
    List<String> words = List.of(instruction("COPY").split(" +"));
    List<String> files = words.subList(0, words.size() - 1);

    assertThat(files).contains(JAR).allMatch(file -> Files.isRegularFile(Project.file(file)));
    assertThat(Project.read(".dockerignore").lines())
        .startsWith("*")
        .containsAll(files.stream().map(file -> "!" + file).toList());
  }

  @Test
  void runsAsAnUnprivilegedUser() {
    assertThat(instruction("USER")).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}");
  }

  /** Authentication must be configured by the operator: otherwise the service does not start. */
  @Test
  void setsOnlyKnownSettings() {
    Map<String, String> settings = new HashMap<>();
    for (String setting : instruction("ENV").split(" +", -1)) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }

    assertThatThrownBy(() -> WorkshopConfig.of(settings)).hasMessageContaining(AUTH);
    settings.put(AUTH, "off");
    WorkshopConfig config = WorkshopConfig.of(settings);

    assertThat(config.unknown()).isEmpty();
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(instruction("EXPOSE")).isEqualTo(Integer.toString(config.http().port()));
  }

  /** A health check that depends on AWS would restart every instance in an outage. */
  @Test
  void healthCheckUsesTheLivenessRoute() {
    assertThat(instruction("HEALTHCHECK")).contains("${FLEETFIX_HTTP_PORT}/health/live\"");
    assertThat(Project.read("adapter-http/src/main/resources/openapi.yaml"))
        .contains("  /health/live:");
  }

  /** Runs the image's own command line, with other paths to Java and the jar. */
  @Test
  void entryPointStartsTheJar() throws Exception {
    List<String> command = new ArrayList<>();
    new ObjectMapper()
        .readTree(instruction("ENTRYPOINT"))
        .forEach(word -> command.add(word.asText()));
    assertThat(command).contains("-XX:MaxRAMPercentage=75", "/fleetfix/fleetfix.jar");
    command.replaceAll(
        word ->
            switch (word) {
              case "java" -> System.getProperty("java.home") + File.separator + "bin/java";
              case "/fleetfix/fleetfix.jar" -> Project.file(JAR).toString();
              default -> word;
            });
    assertThat(instruction("CMD")).isEqualTo("[\"aws\"]");
    command.addAll(List.of("aws", "--help"));

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("DynamoDB, EventBridge and SQS");
  }

  /** The arguments of an instruction that occurs exactly once. */
  private static String instruction(String name) {
    List<MatchResult> found =
        Pattern.compile("^" + name + " +(.*)$", Pattern.MULTILINE)
            .matcher(DOCKERFILE)
            .results()
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst().group(1);
  }
}
