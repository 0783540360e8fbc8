package io.fleetfix.adapter.http.token;

import static io.fleetfix.adapter.http.token.TestIssuer.KEY;
import static io.fleetfix.adapter.http.token.TestIssuer.claims;
import static io.fleetfix.adapter.http.token.TestIssuer.rsa;
import static io.fleetfix.adapter.http.token.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The issuer's keys during rotation, floods of unknown key ids, and outages. */
class IssuerKeysTest {
  private static final RSAKey FORGED = rsa("forged");
  private static final RSAKey NEXT = rsa("next");

  /** Starts at the system's time, which the library's cache uses; the tests advance it. */
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  private final TestIssuer issuer = new TestIssuer();
  private final Tokens tokens = new Tokens(List.of(issuer.issuer()), now::get);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void fetchesKeysOnceForAllTokens() {
    for (int i = 0; i < 20; i++) {
      assertThat(judge(KEY, "caller " + i)).isInstanceOf(Verdict.Valid.class);
    }

    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void fetchesKeysAgainAfterFiveMinutes() {
    judge(KEY, "first");
    issuer.publish(new JWKSet(NEXT));

    pass(IssuerKeys.FRESH.plusSeconds(1));

    assertThat(judge(KEY, "second")).isInstanceOf(Verdict.Invalid.class);
    assertThat(judge(NEXT, "second")).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void fetchesNewKeysAtOnce() {
    judge(KEY, "first");
    issuer.publish(new JWKSet(List.of(KEY, NEXT)));

    assertThat(judge(NEXT, "second")).isInstanceOf(Verdict.Valid.class);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "200 unknown key ids, one after the other",
      answer = "401 `unauthenticated`, and keys are fetched once more in 30 seconds")
  @Test
  void unknownKeyIdsDoNotCauseMoreFetches() {
    judge(KEY, "first");
    for (int i = 0; i < 200; i++) {
      assertThat(judge(renamed(FORGED, "forged " + i), "x")).isInstanceOf(Verdict.Invalid.class);
    }

    assertThat(issuer.fetches()).isEqualTo(2);
    assertThat(judge(KEY, "second")).isInstanceOf(Verdict.Valid.class);

    pass(IssuerKeys.BETWEEN_FETCHES);
    judge(renamed(FORGED, "forged"), "x");
    assertThat(issuer.fetches()).as("Fetches again after the pause").isEqualTo(3);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token while the issuer is down and its keys are cached",
      answer = "accepted")
  @Test
  void usesTheLastKeysForFourHoursOfAnOutage() {
    judge(KEY, "first");
    issuer.goDown();

    for (Duration out = Duration.ZERO;
        out.compareTo(IssuerKeys.OUTAGE) < 0;
        out = out.plusMinutes(6)) {
      assertThat(judge(KEY, "after " + out)).isInstanceOf(Verdict.Valid.class);
      assertThat(judge(FORGED, "after " + out))
          .as("A forged key id is invalid even during an outage")
          .isInstanceOf(Verdict.Invalid.class);
      pass(Duration.ofMinutes(6));
    }
    pass(Duration.ofMinutes(6));

    assertThat(judge(KEY, "too late")).isEqualTo(new Verdict.Unclear());

    issuer.comeBack();
    pass(IssuerKeys.BETWEEN_FETCHES);
    assertThat(judge(KEY, "again")).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void isUnclearUntilTheFirstFetchSucceeds() {
    issuer.goDown();

    assertThat(judge(KEY, "first")).isEqualTo(new Verdict.Unclear());
    assertThat(judge(FORGED, "x")).isEqualTo(new Verdict.Unclear());

    issuer.comeBack();
    pass(IssuerKeys.BETWEEN_FETCHES);
    assertThat(judge(KEY, "first")).isInstanceOf(Verdict.Valid.class);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token whose issuer redirects requests for its keys",
      answer = "503 `unavailable`")
  @Test
  void followsNoRedirect() {
    try (TestIssuer other = new TestIssuer()) {
      issuer.moveTo(other.issuer().keys().toString());

      assertThat(judge(KEY, "first")).isEqualTo(new Verdict.Unclear());

      assertThat(other.fetches()).isZero();
    }
  }

  @Test
  void refusesACachedTokenAfterItsExpiry() {
    Instant expiry = now.get().plusSeconds(30);
    String token = sign(claims(now.get()).expirationTime(Date.from(expiry)).build());
    assertThat(judge(token)).isInstanceOf(Verdict.Valid.class);

    pass(Duration.ofSeconds(30).plusSeconds(IssuedClaims.MAX_SKEW_SECONDS + 1));

    assertThat(judge(token)).isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void refusesACachedTokenSoonAfterItsKeyIsRemoved() {
    String token = sign(claims(now.get()).build());
    assertThat(judge(token)).isInstanceOf(Verdict.Valid.class);
    issuer.publish(new JWKSet(NEXT));

    pass(IssuerKeys.FRESH.plus(VerifiedTokens.TRUST));

    assertThat(judge(token)).isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void verifiesAKnownTokenAgainWithoutAllowanceUntilItIsRefused() {
    Instant expiry = now.get().plus(Duration.ofMinutes(10));
    String token = sign(claims(now.get()).expirationTime(Date.from(expiry)).build());
    assertThat(tokens.judge(token, () -> false)).isEqualTo(new Verdict.Deferred());
    assertThat(judge(token)).isInstanceOf(Verdict.Valid.class);

    pass(VerifiedTokens.TRUST);
    assertThat(tokens.judge(token, () -> false)).isInstanceOf(Verdict.Valid.class);

    pass(Duration.ofMinutes(15));
    assertThat(tokens.judge(token, () -> false)).isEqualTo(new Verdict.Invalid("exp"));
    assertThat(tokens.judge(token, () -> false)).isEqualTo(new Verdict.Deferred());
  }

  private Verdict judge(RSAKey key, String subject) {
    return judge(sign(key, claims(now.get()).subject(subject).build()));
  }

  private Verdict judge(String token) {
    return tokens.judge(token, () -> true);
  }

  private static RSAKey renamed(RSAKey key, String name) {
    return new RSAKey.Builder(key).keyID(name).build();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
