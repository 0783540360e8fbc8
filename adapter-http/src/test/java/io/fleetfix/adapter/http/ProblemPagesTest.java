package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.message.ProblemType;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The type of a problem is the path of a page about it. */
@TestInstance(Lifecycle.PER_CLASS)
class ProblemPagesTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeHasAPage(ProblemType type) throws Exception {
    HttpResponse<String> page = server.get(type.uri());

    checkPage(page);
    assertThat(page.body())
        .contains(
            "<h1>" + type.title() + "</h1>",
            "<code>" + type.uri() + "</code>",
            "status " + type.status(),
            type.meaning(),
            type.remedy());
  }

  @Test
  void theIndexLinksToEveryPage() throws Exception {
    HttpResponse<String> index = server.get("/problems");

    checkPage(index);
    assertThat(LINK.matcher(index.body()).results().map(link -> link.group(1)))
        .containsExactly(
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).toArray(String[]::new));
  }

  @Test
  void aRealProblemLeadsToItsPage() throws Exception {
    String type = ServerUnderTest.json(server.get("/repairs?limit=0")).get("type").asText();

    assertThat(server.get(type).body()).contains("<h1>Invalid value</h1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "NOT-FOUND", "not_found", "%3Cscript%3E", "not-found/x"})
  void anUnknownTypeIsNotFound(String slug) throws Exception {
    Refusals.checkProblem(server.get("/problems/" + slug), 404);
  }

  /** Self-contained, and readable with any browser or screen reader. */
  private static void checkPage(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; frame-ancestors 'none'");
    assertThat(page.body())
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .containsOnlyOnce("<title>")
        .containsOnlyOnce("<main>")
        .containsOnlyOnce("<h1>")
        .doesNotContain("<script", "<style", "style=", "src=", "http:", "https:", "//");
  }
}
