package io.fleetfix.adapter.http.token;

import static io.fleetfix.adapter.http.token.TestIssuer.KEY;
import static io.fleetfix.adapter.http.token.TestIssuer.claims;
import static io.fleetfix.adapter.http.token.TestIssuer.rsa;
import static io.fleetfix.adapter.http.token.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The issuer's keys while it changes them, is asked too often, and is not there. */
class IssuerKeysTest {
  private static final RSAKey FORGED = rsa("forged");
  private static final RSAKey NEXT = rsa("next");

  /** The library's cache takes its own time from the system: our clock starts there, and runs. */
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  private final TestIssuer issuer = new TestIssuer();
  private final Tokens tokens = new Tokens(issuer.issuer(), now::get);

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
  void fetchesThemAgainAfterAWhile() {
    judge(KEY, "first");
    issuer.publish(new JWKSet(NEXT));

    pass(IssuerKeys.FRESH.plusSeconds(1));

    assertThat(judge(KEY, "second")).isInstanceOf(Verdict.Invalid.class);
    assertThat(judge(NEXT, "second")).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void learnsANewKeyAtOnce() {
    judge(KEY, "first");
    issuer.publish(new JWKSet(List.of(KEY, NEXT)));

    assertThat(judge(NEXT, "second")).isInstanceOf(Verdict.Valid.class);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void isNotDrivenToAskByKeysThatNobodyKnows() {
    judge(KEY, "first");
    for (int i = 0; i < 200; i++) {
      assertThat(judge(renamed(FORGED, "forged " + i), "x")).isInstanceOf(Verdict.Invalid.class);
    }

    assertThat(issuer.fetches()).isEqualTo(2);
    assertThat(judge(KEY, "second")).isInstanceOf(Verdict.Valid.class);

    pass(IssuerKeys.BETWEEN_FETCHES);
    judge(renamed(FORGED, "forged"), "x");
    assertThat(issuer.fetches()).as("Later it asks again").isEqualTo(3);
  }

  @Test
  void keepsTheLastKeysThroughAnOutageAndThenSaysThatItDoesNotKnow() {
    judge(KEY, "first");
    issuer.goDown();

    for (Duration out = Duration.ZERO;
        out.compareTo(IssuerKeys.OUTAGE) < 0;
        out = out.plusMinutes(6)) {
      assertThat(judge(KEY, "after " + out)).isInstanceOf(Verdict.Valid.class);
      assertThat(judge(FORGED, "after " + out))
          .as("A forged key is no fault of ours")
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
  void doesNotKnowAnybodyBeforeItHasKeys() {
    issuer.goDown();

    assertThat(judge(KEY, "first")).isEqualTo(new Verdict.Unclear());
    assertThat(judge(FORGED, "x")).isEqualTo(new Verdict.Unclear());

    issuer.comeBack();
    pass(IssuerKeys.BETWEEN_FETCHES);
    assertThat(judge(KEY, "first")).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void followsNobodyElsewhere() {
    try (TestIssuer other = new TestIssuer()) {
      issuer.moveTo(other.issuer().keys().toString());

      assertThat(judge(KEY, "first")).isEqualTo(new Verdict.Unclear());

      assertThat(other.fetches()).isZero();
    }
  }

  @Test
  void trustsAVerifiedTokenNoLongerThanItsExpiry() {
    Instant expiry = now.get().plusSeconds(30);
    String token = sign(claims(now.get()).expirationTime(Date.from(expiry)).build());
    assertThat(tokens.judge(token)).isInstanceOf(Verdict.Valid.class);

    pass(Duration.ofSeconds(30).plusSeconds(Claims.MAX_SKEW_SECONDS + 1));

    assertThat(tokens.judge(token)).isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void trustsAVerifiedTokenNotLongAfterItsKeyIsGone() {
    String token = sign(claims(now.get()).build());
    assertThat(tokens.judge(token)).isInstanceOf(Verdict.Valid.class);
    issuer.publish(new JWKSet(NEXT));

    pass(IssuerKeys.FRESH.plus(VerifiedTokens.TRUST));

    assertThat(tokens.judge(token)).isInstanceOf(Verdict.Invalid.class);
  }

  private Verdict judge(RSAKey key, String subject) {
    return tokens.judge(sign(key, claims(now.get()).subject(subject).build()));
  }

  private static RSAKey renamed(RSAKey key, String name) {
    return new RSAKey.Builder(key).keyID(name).build();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
