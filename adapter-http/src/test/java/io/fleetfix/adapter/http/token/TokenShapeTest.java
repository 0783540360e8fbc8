package io.fleetfix.adapter.http.token;

import static io.fleetfix.adapter.http.token.TestIssuer.AUDIENCE;
import static io.fleetfix.adapter.http.token.TestIssuer.KEY;
import static io.fleetfix.adapter.http.token.TestIssuer.NAME;
import static io.fleetfix.adapter.http.token.TestIssuer.claims;
import static io.fleetfix.adapter.http.token.TestIssuer.rsa;
import static io.fleetfix.adapter.http.token.TestIssuer.sign;
import static io.fleetfix.adapter.http.token.TestIssuer.signer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.fleetfix.adapter.http.GuardedWorkshop;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where audience, scopes and the caller's name are found in tokens of different shapes. */
class TokenShapeTest {
  private static final Instant NOW = GuardedWorkshop.NOW;
  private static final URI KEYS = URI.create("https://issuer.example.com/keys");

  @Test
  void joinsTheScopesOfSeveralClaims() {
    TokenShape shape = new TokenShape("aud", List.of("scp", "roles"), "");

    assertThat(scopes(shape, claims(NOW).claim("scp", "a b").claim("roles", List.of("c", "d"))))
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(scopes(shape, claims(NOW).claim("roles", List.of("c")))).containsExactly("c");
    assertThat(scopes(shape, claims(NOW).claim("scope", "ignored"))).isEmpty();
  }

  @Test
  void splitsTextsButNotTheEntriesOfAList() {
    assertThat(scopes(TokenShape.STANDARD, claims(NOW).claim("scope", List.of("a b", "c"))))
        .containsExactlyInAnyOrder("a b", "c");
  }

  @Test
  void followsDotsIntoObjects() {
    Map<String, Object> access = Map.of("my.client", Map.of("roles", List.of("a")), "other", "x");

    assertThat(scopes(scopesIn("resource_access.my.client.roles"), access)).containsExactly("a");
    assertThat(scopes(scopesIn("resource_access.other.roles"), access)).isEmpty();
    assertThat(scopes(scopesIn("resource_access.missing.roles"), access)).isEmpty();
  }

  @Test
  void findsClaimsWhoseNamesAreUrls() {
    String claim = "https://fleetfix.example/claims/scopes.v1";

    assertThat(scopes(scopesIn(claim), claims(NOW).claim(claim, List.of("a"))))
        .containsExactly("a");
  }

  @Test
  void ignoresScopesWithoutThePrefix() {
    TokenShape shape = new TokenShape("aud", List.of("scope"), "fleetfix/");

    assertThat(
            scopes(
                shape,
                claims(NOW).claim("scope", "openid fleetfix/a other/b fleetfix/ fleetfix/c/d b")))
        .containsExactlyInAnyOrder("a", "c/d");
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a client that is not in the list, if clients take the place of the audience",
      answer = "401 `unauthenticated`")
  @Test
  void findsTheAudienceInAnotherClaim() {
    TokenShape shape = new TokenShape("client_id", List.of("scope"), "");
    Tokens tokens = tokens(new Issuer(NAME, Set.of("one", "two"), KEYS, shape, allAlgorithms()));

    for (String client : List.of("one", "two")) {
      assertThat(judge(tokens, claims(NOW).audience((String) null).claim("client_id", client)))
          .isInstanceOf(Verdict.Valid.class);
    }
    assertThat(judge(tokens, claims(NOW).audience((String) null).claim("client_id", "three")))
        .isEqualTo(new Verdict.Invalid("client_id"));
    assertThat(judge(tokens, claims(NOW).audience("one")))
        .as("The usual claim does not count as well")
        .isEqualTo(new Verdict.Invalid("client_id"));
  }

  @ParameterizedTest
  @CsvSource({
    "sub,                preferred_username, ada",
    "preferred_username, client_id,          preferred_username:ada",
    "client_id,          azp,                client_id:ada",
    "azp,                appid,              azp:ada",
    "appid,              cid,                appid:ada",
    "cid,                jti,                cid:ada"
  })
  void namesTheCallerByTheFirstOfTheseClaims(String claim, String next, String subject) {
    JWTClaimsSet.Builder claims = claims(NOW).subject(null).claim(claim, "ada").claim(next, "bob");

    assertThat(caller(judge(tokens(standard()), claims)).subject()).isEqualTo(subject);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token of one accepted issuer, signed by another one",
      answer = "401 `unauthenticated`")
  @Test
  void theSameSubjectOfTwoIssuersIsTwoCallers() {
    String other = "https://other.example.com/";
    RSAKey otherKey = rsa("other");
    Tokens tokens =
        new Tokens(
            List.of(standard(), Issuer.standard(other, AUDIENCE, KEYS)),
            issuer ->
                new ImmutableJWKSet<>(new JWKSet(issuer.name().equals(NAME) ? KEY : otherKey)),
            () -> NOW);

    Caller first = caller(tokens.judge(sign(claims(NOW).build()), () -> true));
    Caller second =
        caller(tokens.judge(sign(otherKey, claims(NOW).issuer(other).build()), () -> true));

    assertThat(first.subject()).isEqualTo(second.subject());
    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(tokens.judge(sign(KEY, claims(NOW).issuer(other).build()), () -> true))
        .as("An issuer can't issue tokens of another one")
        .isEqualTo(new Verdict.Invalid("key unknown"));
  }

  @Test
  void acceptsOtherAlgorithmsOnlyIfTheyAreListed() {
    Tokens all =
        tokens(new Issuer(NAME, Set.of(AUDIENCE), KEYS, TokenShape.STANDARD, allAlgorithms()));
    for (JWSAlgorithm algorithm :
        List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512)) {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID("first").build();
      String token = sign(header, signer(KEY), claims(NOW).build());

      assertThat(all.judge(token, () -> true)).isInstanceOf(Verdict.Valid.class);
      if (!algorithm.equals(JWSAlgorithm.RS256)) {
        assertThat(tokens(standard()).judge(token, () -> true))
            .isEqualTo(new Verdict.Invalid("alg"));
      }
    }
    assertThat(Arrays.stream(SignatureAlgorithm.values()).map(Enum::name))
        .allMatch(name -> name.matches("(RS|PS|ES)\\d{3}"));
  }

  private static Set<String> scopes(TokenShape shape, Map<String, Object> access) {
    return scopes(shape, claims(NOW).claim("resource_access", access));
  }

  private static Set<String> scopes(TokenShape shape, JWTClaimsSet.Builder claims) {
    Issuer issuer = new Issuer(NAME, Set.of(AUDIENCE), KEYS, shape, SignatureAlgorithm.USUAL);
    return caller(judge(tokens(issuer), claims)).scopes();
  }

  private static TokenShape scopesIn(String claim) {
    return new TokenShape("aud", List.of(claim), "");
  }

  private static Set<SignatureAlgorithm> allAlgorithms() {
    return Set.of(SignatureAlgorithm.values());
  }

  private static Issuer standard() {
    return Issuer.standard(NAME, AUDIENCE, KEYS);
  }

  private static Tokens tokens(Issuer issuer) {
    return new Tokens(List.of(issuer), each -> new ImmutableJWKSet<>(new JWKSet(KEY)), () -> NOW);
  }

  private static Verdict judge(Tokens tokens, JWTClaimsSet.Builder claims) {
    return tokens.judge(sign(claims.build()), () -> true);
  }

  private static Caller caller(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Valid.class);
    return ((Verdict.Valid) verdict).caller();
  }
}
