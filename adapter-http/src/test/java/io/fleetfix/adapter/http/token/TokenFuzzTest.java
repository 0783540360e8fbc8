package io.fleetfix.adapter.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Without the key, every text is an invalid token, and none makes the parser fail. */
class TokenFuzzTest {
  private static final Tokens TOKENS =
      new Tokens(
          List.of(
              Issuer.standard(
                  TestIssuer.NAME, TestIssuer.AUDIENCE, URI.create("https://issuer.example.com/"))),
          issuer -> new ImmutableJWKSet<>(new JWKSet(TestIssuer.KEY).toPublicJWKSet()),
          () -> Instant.parse("2026-11-24T09:00:00Z"));

  @Attack(kind = Attack.Kind.UNFORESEEN, sends = "any bytes as a token", answer = "refused")
  @FuzzTest(maxDuration = "1m")
  void token(byte[] bytes) {
    assertThat(TOKENS.judge(new String(bytes, StandardCharsets.UTF_8), () -> true))
        .isInstanceOf(Verdict.Invalid.class);
  }
}
