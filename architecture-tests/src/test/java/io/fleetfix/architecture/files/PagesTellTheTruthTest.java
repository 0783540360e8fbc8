package io.fleetfix.architecture.files;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages name exists where they say: classes, modules, and the targets of links. */
class PagesTellTheTruthTest {
  private static final Pattern STEP =
      Pattern.compile("^\\| \\d+ \\| `(\\w+)` \\| ([a-z/-]+) \\| (.*) \\|$", Pattern.MULTILINE);
  private static final Pattern TYPE_NAME = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Pattern MODULES =
      Pattern.compile("<!-- modules -->(.*)<!-- end of modules -->", Pattern.DOTALL);
  private static final Pattern MODULE_ROW =
      Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);
  private static final Pattern MODULE = Pattern.compile("`([a-z/-]+)`");
  private static final Pattern POM_MODULE = Pattern.compile("<module>([a-z./-]+)</module>");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  @Test
  void everyStepOfAnEventIsAClassOfItsModule() throws Exception {
    List<MatchResult> steps = STEP.matcher(architecture()).results().toList();

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
        MODULES.matcher(architecture()).results().map(found -> found.group(1)).collect(joining());
    List<String> named =
        MODULE_ROW
            .matcher(table)
            .results()
            .flatMap(row -> MODULE.matcher(row.group(1)).results())
            .map(module -> module.group(1))
            .toList();

    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rooms());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md"})
  void everyNamedTypeExists(String page) throws Exception {
    List<String> types = types(Project.FOLDER);
    List<String> named =
        TYPE_NAME.matcher(Project.read(page)).results().map(name -> name.group(1)).toList();

    assertThat(named).isNotEmpty();
    assertThat(named).filteredOn(name -> !types.contains(name)).isEmpty();
  }

  @Test
  void everyLinkHasATarget() throws Exception {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        links++;
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target) || !hasAnchor(target, link.group(2))) {
          broken.add(Project.FOLDER.relativize(page) + " " + link.group());
        }
      }
    }

    assertThat(links).isGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  private static boolean hasAnchor(Path page, @Nullable String anchor) throws IOException {
    return anchor == null
        || HEADING
            .matcher(Files.readString(page))
            .results()
            .anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
  }

  /** GitHub's anchor of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static List<Path> pages() throws IOException {
    return Project.files().stream().filter(file -> file.toString().endsWith(".md")).toList();
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

  private static String architecture() throws IOException {
    return Project.read("docs/architecture.md");
  }

  /** The simple names of the Java files in a folder. */
  private static List<String> types(Path folder) throws IOException {
    return Project.sources(folder).stream().map(Project::typeIn).toList();
  }
}
