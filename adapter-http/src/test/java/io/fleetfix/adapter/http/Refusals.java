package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** Checks that every problem satisfies. */
public final class Refusals {
  private Refusals() {}

  /**
   * Checks that an answer is a problem that browsers neither execute nor cache, that it names its
   * request, and that it repeats no markup, token or exception.
   *
   * @return the problem
   */
  public static JsonNode checkProblem(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    JsonNode problem = ServerUnderTest.json(answer);
    assertThat(problem.get("type").asText()).startsWith("/problems/");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).isNotBlank();
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .contains(problem.get("requestId").asText());
    assertThat(answer.body()).doesNotContain("alert", "<", "Exception", "eyJ");
    return problem;
  }
}
