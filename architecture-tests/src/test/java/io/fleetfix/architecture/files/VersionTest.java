package io.fleetfix.architecture.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A release has one version, and the workflow that tests it runs what was reviewed. */
class VersionTest {
  private static final Pattern POM_VERSION =
      Pattern.compile("<artifactId>fleetfix[\\w-]*</artifactId>\\s*<version>([\\w.-]+)</version>");
  private static final Pattern ACTION = Pattern.compile("uses: (\\S+)@(\\S+)");

  @Test
  void everyFileStatesTheSameVersion() throws IOException {
    List<String> poms = new ArrayList<>();
    for (Path pom : Project.files().stream().filter(file -> file.endsWith("pom.xml")).toList()) {
      POM_VERSION
          .matcher(Files.readString(pom))
          .results()
          .map(found -> found.group(1))
          .forEach(poms::add);
    }
    String version = poms.getFirst();

    assertThat(poms).hasSizeGreaterThan(20).containsOnly(version);
    assertThat(Project.read("bootstrap/src/main/java/io/fleetfix/bootstrap/Main.java"))
        .contains("\"fleetfix " + version + "\"");
    assertThat(Project.read("adapter-http/src/main/resources/openapi.yaml"))
        .contains("\n  version: " + version + "\n");
    assertThat(Project.read("CHANGELOG.md")).contains("\n## [" + version + "]");
  }

  @Test
  void theWorkflowRunsEveryCheckWithPinnedActions() throws IOException {
    String workflow = Project.read(".github/workflows/ci.yml");

    assertThat(workflow).contains("run: bash .ci/run\n");
    assertThat(ACTION.matcher(workflow).results().map(action -> action.group(2)))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(revision -> revision.matches("[0-9a-f]{40}"));
  }
}
