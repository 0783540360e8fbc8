package io.fleetfix.adapter.http.command;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.token.TestIssuer;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Different callers may use the same key, by chance or on purpose. */
class KeysOfCallersTest {
  private static final String KEY = "order-1";
  private static final String OTHER_CAR = NEW_REPAIR.replace("Golf", "Polo");

  private final TestIssuer issuer = new TestIssuer();
  private final ServerUnderTest server =
      new ServerUnderTest(new AccessPolicy(List.of(issuer.issuer()), OptionalInt.empty()));

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the `Idempotency-Key` of another caller",
      answer = "independent: neither caller gets the other's answer")
  @Test
  void keysOfDifferentCallersAreSeparate() throws Exception {
    HttpResponse<String> adas = open("ada", NEW_REPAIR);
    HttpResponse<String> bobs = open("bob", NEW_REPAIR);
    HttpResponse<String> cys = open("cy", OTHER_CAR);

    assertThat(bobs.statusCode()).isEqualTo(201);
    assertThat(cys.statusCode()).isEqualTo(201);
    assertThat(repair(bobs)).isNotEqualTo(repair(adas));
    assertThat(repair(open("ada", NEW_REPAIR))).isEqualTo(repair(adas));
    assertThat(repair(open("bob", NEW_REPAIR))).isEqualTo(repair(bobs));
    assertThat(open("bob", OTHER_CAR).statusCode()).isEqualTo(422);
  }

  @Test
  void keysBelongToTheSubjectAndNotToTheToken() throws Exception {
    HttpResponse<String> first = open("ada", NEW_REPAIR);

    server.authorize(
        "Bearer "
            + issuer.token(
                server.workshop().now().minusSeconds(1), "ada", "repairs:write", "outbox:operate"));

    assertThat(repair(server.postOnce("/repairs", NEW_REPAIR, KEY))).isEqualTo(repair(first));
  }

  /** The answer shows a repair, so the repeated request needs the scope of the first one. */
  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "a request with an `Idempotency-Key` again, with a token without its scope",
      answer = "403 `forbidden`: the answer by the key needs the scope, too")
  @Test
  void aTokenWithoutTheScopeOfTheFirstRequestGetsNoAnswerByItsKey() throws Exception {
    open("ada", NEW_REPAIR);
    for (String scope : List.of("repairs:read", "outbox:operate")) {
      server.authorize("Bearer " + issuer.token(server.workshop().now(), "ada", scope));

      HttpResponse<String> repeated = server.postOnce("/repairs", NEW_REPAIR, KEY);

      Refusals.checkProblem(repeated, 403);
      assertThat(repeated.headers().firstValue("Location")).isEmpty();
    }
  }

  private HttpResponse<String> open(String caller, String body) throws Exception {
    server.authorize(
        "Bearer " + issuer.token(server.workshop().now(), caller, "repairs:read", "repairs:write"));
    return server.postOnce("/repairs", body, KEY);
  }

  private static String repair(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
