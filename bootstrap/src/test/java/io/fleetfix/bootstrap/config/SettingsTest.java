package io.fleetfix.bootstrap.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.cli.OutboxCommand;
import io.fleetfix.bootstrap.config.SettingDefault.Fixed;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The table of settings lists exactly what the code reads, with the defaults in force. */
class SettingsTest {
  private static final Map<String, String> OIDC =
      Map.of(
          "FLEETFIX_AUTH", "oidc",
          "FLEETFIX_AUTH_ISSUER", "https://id.example.com/",
          "FLEETFIX_AUTH_AUDIENCE", "fleetfix",
          "FLEETFIX_AUTH_JWKS_URL", "https://id.example.com/keys");
  private static final Pattern VARIABLE =
      Pattern.compile("\"((?:FLEETFIX|OTEL|AWS|JDK)_[A-Z0-9_]*[A-Z])\"");

  @Test
  void theServiceReadsEverySettingInTheTableAndNoOther() {
    Set<String> read = RecordedReads.of(WorkshopConfig::of, OIDC);

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            names(each -> each.isOurs() && each != SettingGroup.OUTBOX_COMMANDS));
  }

  @Test
  void namesEachSettingOnce() {
    assertThat(Settings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
  }

  @Test
  void everyVariableInTheSourcesIsInTheTable() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : productionSources()) {
      VARIABLE
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .forEach(named::add);
    }

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(names(each -> true)).containsAll(named);
  }

  @Test
  void statedDefaultsAreTheDefaultsInForce() {
    Map<String, String> stated = new HashMap<>();
    for (Setting setting : Settings.ALL) {
      if (setting.fallback() instanceof Fixed(String value)) {
        stated.put(setting.name(), value);
      }
    }

    assertThat(stated).hasSizeGreaterThan(10);
    assertThat(WorkshopConfig.of(stated)).isEqualTo(WorkshopConfig.of(Map.of()));
  }

  @Test
  void theStatedDefaultOfTheRateLimitIsInForce() {
    Setting limit = Settings.named("FLEETFIX_RATE_LIMIT").orElseThrow();

    assertThat(limit.fallback().text()).contains("100 with FLEETFIX_AUTH=oidc, otherwise off");
    assertThat(WorkshopConfig.of(OIDC).admission().requestsPerSecond()).hasValue(100);
    assertThat(WorkshopConfig.of(Map.of()).admission().requestsPerSecond()).isEmpty();
  }

  @Test
  void theOutboxCommandsUseTheStatedDefaults() {
    String url =
        requireNonNull(new CommandLine(new OutboxCommand()).getSubcommands().get("status"))
            .getCommandSpec()
            .findOption("--url")
            .defaultValue();

    assertThat(names(each -> each == SettingGroup.OUTBOX_COMMANDS))
        .containsExactly(OutboxCommand.TOKEN, OutboxCommand.URL);
    assertThat(url).isEqualTo(inForce(OutboxCommand.URL, System.getenv()));
  }

  @Test
  void tracingUsesTheStatedVariablesAndDefaults() {
    Map<String, String> endpoint = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");

    assertThat(RecordedReads.of(Telemetry::of, Map.of()))
        .isNotEmpty()
        .isSubsetOf(names(each -> each == SettingGroup.STANDARD));
    assertThat(Telemetry.of(Map.of()).toString()).doesNotContain("SpanExporter");
    assertThat(Telemetry.of(endpoint).toString())
        .contains("OtlpHttpSpanExporter") // so the protocol is http/protobuf
        .contains("service.name=\"" + inForce("OTEL_SERVICE_NAME", Map.of()) + "\"");
    assertThat(inForce("OTEL_EXPORTER_OTLP_PROTOCOL", Map.of())).isEqualTo("http/protobuf");
    assertThat(inForce("OTEL_TRACES_EXPORTER", Map.of())).isEqualTo("none");
    assertThat(inForce("OTEL_TRACES_EXPORTER", endpoint)).isEqualTo("otlp");
  }

  @Test
  void theSdkKnowsTheAwsVariables() {
    Set<String> known =
        Stream.of(SdkSystemSetting.values())
            .map(SdkSystemSetting::environmentVariable)
            .collect(Collectors.toSet());
    known.add("AWS_PROFILE"); // of another enum, in another module

    assertThat(names(each -> each == SettingGroup.STANDARD_AWS))
        .filteredOn(name -> !name.startsWith("AWS_ENDPOINT_URL"))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  private static String inForce(String name, Map<String, String> variables) {
    return Settings.named(name).flatMap(each -> each.in(variables)).orElseThrow();
  }

  private static Set<String> names(Predicate<SettingGroup> groups) {
    return Settings.ALL.stream()
        .filter(each -> groups.test(each.group()))
        .map(Setting::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of the modules that the executable jar holds, which are not those in support. */
  private static List<Path> productionSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> !file.startsWith(Path.of("..", "support")))
          .filter(file -> !file.startsWith(Path.of("..", "examples")))
          .toList();
    }
  }
}
