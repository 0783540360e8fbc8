package io.fleetfix.adapter.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final VerifiedTokens tokens = new VerifiedTokens(now::get);

  @Test
  void keepsATokenForAMinute() {
    tokens.keep("token", caller(START.plusSeconds(3_600)));

    now.set(START.plus(VerifiedTokens.TRUST).minusMillis(1));
    assertThat(tokens.find("token")).isPresent();
    now.set(START.plus(VerifiedTokens.TRUST));
    assertThat(tokens.find("token")).isEmpty();
  }

  @Test
  void knowsATokenUntilItIsForgotten() {
    assertThat(tokens.knows("token")).isFalse();
    tokens.keep("token", caller(START.plusSeconds(3_600)));

    now.set(START.plus(VerifiedTokens.TRUST));
    assertThat(tokens.find("token")).isEmpty();
    assertThat(tokens.knows("token")).isTrue();
    tokens.forget("token");
    assertThat(tokens.knows("token")).isFalse();
  }

  @Test
  void dropsATokenAtItsExpiry() {
    tokens.keep("token", caller(START.plusSeconds(10)));

    now.set(START.plusSeconds(10));
    assertThat(tokens.find("token")).isEmpty();
  }

  @Test
  void evictsTheLeastRecentlyUsedToken() {
    for (int i = 0; i < VerifiedTokens.MAX_TOKENS; i++) {
      tokens.keep("token " + i, caller(START.plusSeconds(60)));
    }
    tokens.find("token 0");

    tokens.keep("one more", caller(START.plusSeconds(60)));

    assertThat(tokens.find("token 0")).isPresent();
    assertThat(tokens.find("token 1")).isEmpty();
    assertThat(tokens.find("one more")).isPresent();
  }

  private static Caller caller(Instant expiresAt) {
    return new Caller("https://issuer.example.com/", "ada", Set.of(), expiresAt);
  }
}
