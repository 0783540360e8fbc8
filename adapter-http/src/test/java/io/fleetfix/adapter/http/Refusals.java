package io.fleetfix.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** What every refusal looks like, whatever it refuses. */
public final class Refusals {
  private Refusals() {}

  /**
   * Checks that an answer is a problem for programs, which no browser runs, nobody keeps, and which
   * repeats neither markup nor a token nor our own troubles.
   *
   * @return what it says
   */
  public static JsonNode checkProblem(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    JsonNode problem = ServerUnderTest.json(answer);
    assertThat(problem.get("type").asText()).startsWith("/problems/");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("alert", "<", "Exception", "eyJ");
    return problem;
  }
}
