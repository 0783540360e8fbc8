package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.config.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code docs/deploy.md} names everything in the template, and nothing that does not exist. */
class DeployPageTest {
  private static final String PAGE = Project.read("docs/deploy.md");
  private static final Template TEMPLATE = Template.deployed();
  private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\n]+)`");
  private static final Pattern BLOCK = Pattern.compile("^    (\\S.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\(\\.\\./([^)#]+)[^)]*\\)");
  private static final Pattern SECTION = Pattern.compile("]\\(#([^)]+)\\)");
  private static final Pattern AWS = Pattern.compile("\\baws ([a-z0-9]+) ([a-z-]+)");
  private static final Pattern COST =
      Pattern.compile(
          "^\\| [^|*]+ \\| (\\d+) \\| (\\d+\\.\\d+) \\| (\\d+\\.\\d\\d) \\|$", Pattern.MULTILINE);
  private static final Pattern TOTAL = Pattern.compile("\\| \\*\\*(\\d+\\.\\d\\d)\\*\\* \\|");

  /** CLI commands of the services whose SDK client is not on the class path. */
  private static final Set<String> COMMANDS =
      Set.of(
          "cloudformation deploy",
          "cloudformation describe-stack-events",
          "cloudformation create-change-set",
          "cloudwatch list-metrics",
          "cloudwatch set-alarm-state",
          "configure export-credentials",
          "iam simulate-principal-policy",
          "logs describe-log-streams",
          "pipes describe-pipe");

  private static final Map<String, Class<?>> CLIENTS =
      Map.of(
          "dynamodb", DynamoDbClient.class,
          "events", EventBridgeClient.class,
          "sqs", SqsClient.class);

  /** Other programs that a command line can start with. */
  private static final Set<String> PROGRAMS =
      Set.of("aws", "curl", "docker", "echo", "eval", "export", "mvn");

  @Test
  void linkedFilesExist() {
    List<String> files = LINK.matcher(PAGE).results().map(link -> link.group(1)).toList();

    assertThat(files).hasSizeGreaterThan(5).allMatch(file -> Files.exists(Project.file(file)));
  }

  @Test
  void linkedSectionsExist() {
    Set<String> sections = new HashSet<>();
    PAGE.lines()
        .filter(line -> line.startsWith("#"))
        .forEach(line -> sections.add(anchor(line.replaceFirst("#+ ", ""))));

    assertThat(sections)
        .containsAll(SECTION.matcher(PAGE).results().map(link -> link.group(1)).toList());
  }

  private static String anchor(String title) {
    StringBuilder anchor = new StringBuilder();
    title
        .chars()
        .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-')
        .forEach(c -> anchor.append(c == ' ' ? '-' : Character.toLowerCase((char) c)));
    return anchor.toString();
  }

  /** Each name is in the template, a class of the project, or a setting. */
  @Test
  void namesExist() throws IOException {
    Set<String> known = new HashSet<>(types());
    collectTexts(TEMPLATE.root(), known);
    for (MatchResult code : CODE.matcher(PAGE).results().toList()) {
      String name = code.group(1);
      if (name.startsWith("FLEETFIX_")) {
        Arrays.stream(name.split(" ", -1)).forEach(DeployPageTest::assertIsSetting);
      } else if (name.matches("[A-Za-z_]+") && !PROGRAMS.contains(name)) {
        assertThat(known.contains(name)).as(name).isTrue();
      } else if (name.matches("[A-Za-z]+=[a-z0-9]+")) {
        assertThat(TEMPLATE.root().path("Parameters").has(name.split("=", 2)[0])).isTrue();
      } else {
        assertIsCommand(name);
      }
    }
  }

  private static void assertIsSetting(String name) {
    assertThat(Settings.named(name.split("=", 2)[0])).as(name).isPresent();
  }

  @Test
  void commandsExist() {
    List<String> lines = BLOCK.matcher(PAGE).results().map(line -> line.group(1)).toList();

    assertThat(lines).hasSizeGreaterThan(8);
    lines.forEach(DeployPageTest::assertIsCommand);
  }

  private static void assertIsCommand(String line) {
    String program = line.split(" ", 2)[0].replaceFirst("^\\./", "");
    boolean option = program.startsWith("--");
    assertThat(option || PROGRAMS.contains(program) || Files.isExecutable(Project.file(program)))
        .as(line)
        .isTrue();
    for (MatchResult command : AWS.matcher(line).results().toList()) {
      Class<?> client = CLIENTS.get(command.group(1));
      boolean known =
          client == null
              ? COMMANDS.contains(command.group(1) + " " + command.group(2))
              : Arrays.stream(client.getMethods())
                  .anyMatch(method -> method.getName().equals(camelCase(command.group(2))));
      assertThat(known).as(command.group()).isTrue();
    }
  }

  private static String camelCase(String command) {
    return Pattern.compile("-([a-z])")
        .matcher(command)
        .replaceAll(letter -> String.valueOf(Character.toUpperCase(letter.group(1).charAt(0))));
  }

  @Test
  void everyParameterResourceAndOutputIsNamed() {
    Set<String> named = new HashSet<>();
    CODE.matcher(PAGE).results().forEach(code -> named.add(code.group(1)));

    for (String part : List.of("Parameters", "Resources", "Outputs")) {
      assertThat(named).containsAll(() -> TEMPLATE.root().path(part).fieldNames());
    }
  }

  @Test
  void settingsMatchTheOutputOfTheScript() {
    Map<String, String> documented = new HashMap<>();
    Pattern.compile("^\\| `(Setting\\w+)` \\| `(\\w+)` \\|$", Pattern.MULTILINE)
        .matcher(PAGE)
        .results()
        .forEach(row -> documented.put(row.group(2), row.group(1)));
    Map<String, String> outputs = new HashMap<>();
    TEMPLATE.root().path("Outputs").fieldNames().forEachRemaining(name -> outputs.put(name, name));

    assertThat(documented).isEqualTo(ShapeChecks.settings(outputs));
  }

  @Test
  void costSumsAreCorrect() {
    BigDecimal sum = BigDecimal.ZERO;
    List<MatchResult> rows = COST.matcher(PAGE).results().toList();
    assertThat(rows).hasSize(5);
    for (MatchResult row : rows) {
      BigDecimal cost = new BigDecimal(row.group(1)).multiply(new BigDecimal(row.group(2)));
      assertThat(cost.setScale(2, RoundingMode.HALF_UP)).isEqualTo(row.group(3));
      sum = sum.add(new BigDecimal(row.group(3)));
    }

    assertThat(TOTAL.matcher(PAGE).results().map(total -> total.group(1)))
        .containsExactly(sum.toString());
  }

  private static void collectTexts(JsonNode node, Set<String> into) {
    node.fieldNames().forEachRemaining(into::add);
    if (node.isTextual() || node.isBoolean()) {
      into.add(node.asText());
    }
    node.forEach(child -> collectTexts(child, into));
  }

  private static List<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(Project.FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
