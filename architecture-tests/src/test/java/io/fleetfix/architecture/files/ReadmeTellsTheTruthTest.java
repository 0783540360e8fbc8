package io.fleetfix.architecture.files;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The classes, modules and links that the README names exist where it says. */
class ReadmeTellsTheTruthTest {
  private static final Pattern STEP =
      Pattern.compile("^\\| \\d+ \\| `(\\w+)` \\| ([a-z/-]+) \\| (.*) \\|$", Pattern.MULTILINE);
  private static final Pattern TYPE_NAME = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Pattern MODULES =
      Pattern.compile("<!-- modules -->(.*)<!-- end of modules -->", Pattern.DOTALL);
  private static final Pattern MODULE_ROW =
      Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);
  private static final Pattern MODULE = Pattern.compile("`([a-z/-]+)`");
  private static final Pattern POM_MODULE = Pattern.compile("<module>([a-z./-]+)</module>");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @Test
  void everyStepOfAnEventIsAClassOfItsModule() throws Exception {
    List<MatchResult> steps = STEP.matcher(readme()).results().toList();

    assertThat(steps).hasSizeGreaterThanOrEqualTo(11);
    for (MatchResult step : steps) {
      assertThat(types(Project.FOLDER.resolve(step.group(2)).resolve("src/main/java")))
          .as("The class %s in %s", step.group(1), step.group(2))
          .contains(step.group(1));
    }
  }

  @Test
  void everyModuleIsListed() throws Exception {
    String table =
        MODULES.matcher(readme()).results().map(found -> found.group(1)).collect(joining());
    List<String> named =
        MODULE_ROW
            .matcher(table)
            .results()
            .flatMap(row -> MODULE.matcher(row.group(1)).results())
            .map(module -> module.group(1))
            .toList();

    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rooms());
  }

  @Test
  void everyNamedTypeExists() throws Exception {
    List<String> types = types(Project.FOLDER);

    assertThat(types)
        .containsAll(TYPE_NAME.matcher(readme()).results().map(name -> name.group(1)).toList());
  }

  @Test
  void everyLinkHasATarget() throws Exception {
    List<String> links = LINK.matcher(readme()).results().map(link -> link.group(1)).toList();

    assertThat(links)
        .hasSizeGreaterThan(3)
        .allMatch(link -> Files.exists(Project.FOLDER.resolve(link)));
  }

  /** The modules of both poms. Those under local-aws, local-mail and support count as one each. */
  private static Set<String> rooms() throws IOException {
    Set<String> modules = new TreeSet<>();
    for (String pom : List.of("pom.xml", "outbox/pom.xml")) {
      Path folder = Path.of(pom).resolveSibling("");
      POM_MODULE
          .matcher(Project.read(pom))
          .results()
          .map(module -> folder.resolve(module.group(1)).normalize().toString())
          .map(module -> module.replaceFirst("^(local-aws|local-mail|support)/.*", "$1"))
          .forEach(modules::add);
    }
    modules.remove("outbox"); // Represented by its modules.
    return modules;
  }

  private static String readme() throws IOException {
    return Project.read("README.md");
  }

  /** The simple names of the Java files in a folder. */
  private static List<String> types(Path folder) throws IOException {
    return Project.sources(folder).stream().map(Project::typeIn).toList();
  }
}
