package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the bill of materials of the packaged jar, so it runs after packaging. */
class WhatIsShipped {
  private static final Path BILL = Path.of("target", "fleetfix-sbom.json");
  private static final Path PAGE = Path.of("..", "docs", "licences.md");

  /** What the page should be. */
  private static final Path EXPECTED = Path.of("target", "licences.md");

  /** Licences compatible with Apache-2.0. If a library offers several, one is enough. */
  private static final Set<String> FITTING =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Mozilla Public License Version 2.0",
          "CC0-1.0",
          "Public Domain",
          "Unicode-3.0");

  /** Of these libraries, the jar contains only files that have a licence of their own. */
  private static final Map<String, String> PARTS =
      Map.of("net.sf.jasperreports:jasperreports-fonts", "the DejaVu font: Bitstream Vera's");

  private record Part(String version, SortedSet<String> licences) {
    String row(String library) {
      return "| `%s` | %s | %s |\n".formatted(library, version, String.join(" or ", licences));
    }
  }

  @Test
  void everyLicenceFitsOurs() throws Exception {
    assertThat(shipped()).hasSizeGreaterThan(20);
    shipped()
        .forEach(
            (library, part) ->
                assertThat(part.licences())
                    .as(library)
                    .anyMatch(
                        licence -> FITTING.contains(licence) || PARTS.containsValue(licence)));
  }

  /** A dependency that came, went or changed shows in the page's diff. */
  @Test
  void thePageListsTheseLibraries() throws Exception {
    String page = Files.readString(PAGE);
    String rows =
        shipped().entrySet().stream()
            .map(part -> part.getValue().row(part.getKey()))
            .collect(Collectors.joining());
    String expected = page.substring(0, page.indexOf("\n|---") + 1) + "|---|---|---|\n" + rows;
    Files.writeString(EXPECTED, expected);

    assertThat(page)
        .as("After a look at what changed: cp bootstrap/%s docs/licences.md", EXPECTED)
        .isEqualTo(expected);
  }

  @Test
  void everyVersionIsExact() throws Exception {
    for (JsonNode component : components()) {
      assertThat(component.get("version").asText())
          .as(component.get("name").asText())
          .matches("[0-9].*")
          .doesNotContain("SNAPSHOT", ",", "[", "(");
    }
  }

  @Test
  void noTestHelperIsInTheJar() throws Exception {
    try (JarFile jar = new JarFile(Path.of("target", "fleetfix.jar").toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("io/fleetfix/localaws/LocalAws.class")
          .noneMatch(
              name ->
                  name.matches("io/fleetfix/(testing|outbox/contracts)/.*")
                      || name.matches("org/(junit|assertj|testcontainers)/.*")
                      || name.matches("io/fleetfix/.*(Extension|Fault|Contract)[^/]*\\.class"));
    }
  }

  /** The third-party libraries, sorted. */
  private static SortedMap<String, Part> shipped() throws IOException {
    SortedMap<String, Part> shipped = new TreeMap<>();
    for (JsonNode component : components()) {
      String group = component.get("group").asText();
      if (!group.equals("io.fleetfix")) {
        SortedSet<String> licences = new TreeSet<>();
        component.path("licenses").forEach(licence -> licences.addAll(names(licence)));
        String library = group + ":" + component.get("name").asText();
        String part = PARTS.get(library);
        shipped.put(
            library,
            new Part(
                component.get("version").asText(),
                part == null ? licences : new TreeSet<>(Set.of(part))));
      }
    }
    return shipped;
  }

  private static List<String> names(JsonNode licence) {
    if (licence.has("expression")) {
      return List.of(licence.get("expression").asText().split(" OR ", -1));
    }
    JsonNode named = licence.get("license");
    return List.of(named.has("id") ? named.get("id").asText() : named.get("name").asText());
  }

  private static List<JsonNode> components() throws IOException {
    List<JsonNode> components = new ArrayList<>();
    new ObjectMapper().readTree(BILL.toFile()).get("components").forEach(components::add);
    return components;
  }
}
