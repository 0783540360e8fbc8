package io.fleetfix.adapter.http.token;

import static io.fleetfix.adapter.http.token.TestIssuer.AUDIENCE;
import static io.fleetfix.adapter.http.token.TestIssuer.KEY;
import static io.fleetfix.adapter.http.token.TestIssuer.NAME;
import static io.fleetfix.adapter.http.token.TestIssuer.claims;
import static io.fleetfix.adapter.http.token.TestIssuer.rsa;
import static io.fleetfix.adapter.http.token.TestIssuer.sign;
import static io.fleetfix.adapter.http.token.TestIssuer.signer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.fleetfix.adapter.http.GuardedWorkshop;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepts the issuer's tokens for this service only, regardless of what others claim. */
@TestInstance(Lifecycle.PER_CLASS)
class TokensTest {
  private static final Instant NOW = GuardedWorkshop.NOW;
  private static final RSAKey STRANGER = rsa("first");

  /** A text that HTTP transfers unchanged in a header. */
  private static final Pattern FITS_IN_A_HEADER = Pattern.compile("[!-~]([ -~]{0,15000}[!-~])?");

  private final TestIssuer issuer = new TestIssuer();
  private final ECKey curve = curve();
  private final Tokens tokens = new Tokens(List.of(issuer.issuer()), () -> NOW);
  private final GuardedWorkshop workshop;

  TokensTest() {
    issuer.publish(new JWKSet(List.of(KEY, curve)));
    workshop =
        new GuardedWorkshop(
            issuer.issuer(),
            issuer.token(NOW, "ada", "repairs:read", "repairs:write", "outbox:operate"));
  }

  @AfterAll
  void stop() {
    workshop.close();
    issuer.close();
  }

  @Test
  void readsSubjectScopesAndExpiry() {
    String token = issuer.token(NOW, "ada", "repairs:read", "repairs:write");

    assertThat(judge(token))
        .isEqualTo(
            new Verdict.Valid(
                new Caller(
                    NAME,
                    "ada",
                    Set.of("repairs:read", "repairs:write"),
                    NOW.plus(Duration.ofHours(1)))));
  }

  static Stream<Arguments> good() {
    return Stream.of(
        good("with a second audience", claims(NOW).audience(List.of("x", AUDIENCE)).build()),
        good("expired within the skew", expiring(NOW.minusSeconds(59))),
        good("in force within the skew", claims(NOW).notBeforeTime(date(59)).build()),
        good("issued within the skew", claims(NOW).issueTime(date(59)).build()),
        good("without scopes", claims(NOW).claim("scope", null).build()),
        good("with empty scopes", claims(NOW).claim("scope", "").build()),
        good("with a scope twice", claims(NOW).claim("scope", "a  a a").build()),
        good("with scopes as a list", claims(NOW).claim("scope", List.of("a", "b")).build()),
        good("with the type of Keycloak", claims(NOW).claim("typ", "Bearer").build()),
        good(
            "with a nonce of Keycloak",
            claims(NOW).claim("typ", "Bearer").claim("nonce", "x").build()),
        good("with the use of Cognito", claims(NOW).claim("token_use", "access").build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void acceptsAToken(String name, JWTClaimsSet claims) {
    assertThat(judge(sign(claims))).isInstanceOf(Verdict.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
  void acceptsTheTypesOfAnAccessToken(String type) {
    assertThat(judge(typed(type))).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void acceptsTheListedAlgorithms() throws Exception {
    JWSHeader pss = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("first").build();
    JWSHeader ec = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build();

    assertThat(judge(sign(pss, signer(KEY), claims(NOW).build())))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(judge(sign(ec, new ECDSASigner(curve), claims(NOW).build())))
        .isInstanceOf(Verdict.Valid.class);
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        bad("no issuer", claims(NOW).issuer(null)),
        bad("another issuer", claims(NOW).issuer("https://other.example.com/")),
        bad("the issuer without its slash", claims(NOW).issuer("https://issuer.example.com")),
        bad("the issuer in capitals", claims(NOW).issuer(NAME.toUpperCase(java.util.Locale.ROOT))),
        bad("no audience", claims(NOW).audience((String) null)),
        bad("another audience", claims(NOW).audience("fleetfix2")),
        bad("a list of other audiences", claims(NOW).audience(List.of("a", "b"))),
        bad("no subject", claims(NOW).subject(null)),
        bad("an empty subject", claims(NOW).subject("")),
        bad("no expiry", claims(NOW).expirationTime(null)),
        bad("no issue time", claims(NOW).issueTime(null)),
        bad("expired beyond the skew", claims(NOW).expirationTime(date(-61))),
        bad("not yet in force", claims(NOW).notBeforeTime(date(61))),
        bad("issued in the future", claims(NOW).issueTime(date(61))),
        bad("scopes as a number", claims(NOW).claim("scope", 7)),
        bad("a list with a number as scopes", claims(NOW).claim("scope", List.of("a", 7))),
        bad("scopes as an object", claims(NOW).claim("scope", Map.of("repairs:write", true))),
        bad("a number in the audience", claims(NOW).claim("aud", List.of(AUDIENCE, 7))),
        bad("an expiry as text", claims(NOW).claim("exp", "tomorrow")),
        bad("an expiry after the end of time", claims(NOW).claim("exp", Long.MAX_VALUE)),
        bad("an issue time as text", claims(NOW).claim("iat", "today")),
        bad("a start as text", claims(NOW).claim("nbf", "today")),
        bad("a subject as a list", claims(NOW).claim("sub", List.of("a"))),
        bad("a subject as a number", claims(NOW).claim("sub", 7)),
        bad("a client as a number", claims(NOW).subject(null).claim("client_id", 7)),
        bad("an ID token of Cognito", claims(NOW).claim("token_use", "id")),
        bad("an unreadable token use", claims(NOW).claim("token_use", List.of("access"))),
        bad("an ID token of Keycloak", claims(NOW).claim("typ", "ID")),
        bad("a refresh token of Keycloak", claims(NOW).claim("typ", "Refresh")),
        bad("an ID token with the hash of a token", claims(NOW).claim("at_hash", "x")),
        bad("an ID token with the hash of a code", claims(NOW).claim("c_hash", "x")),
        bad("an ID token with a nonce", claims(NOW).claim("nonce", "x")),
        bad("an ID token of Entra", claims(NOW).claim("tid", "x").claim("ver", "2.0")),
        bad("a logout token", claims(NOW).claim("events", Map.of("x", Map.of()))));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "another issuer",
      answer = "401 `unauthenticated`",
      cases = {"another issuer", "no issuer"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "an issuer that differs slightly",
      answer = "401 `unauthenticated`",
      cases = {"the issuer without its slash", "the issuer in capitals"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token for another audience",
      answer = "401 `unauthenticated`",
      cases = {"another audience", "a list of other audiences", "no audience"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "an ID, refresh or logout token that only its claims distinguish from an access "
              + "token",
      answer = "401 `unauthenticated`",
      cases = {
        "an ID token of Cognito",
        "an ID token of Keycloak",
        "a refresh token of Keycloak",
        "an ID token of Entra",
        "an ID token with a nonce",
        "a logout token"
      })
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token without a subject",
      answer = "401 `unauthenticated`",
      cases = {"no subject", "an empty subject"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token that never expires",
      answer = "401 `unauthenticated`",
      cases = "no expiry")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token that expired 61 seconds ago (60 are tolerated)",
      answer = "401 `unauthenticated`",
      cases = "expired beyond the skew")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token that is not valid yet",
      answer = "401 `unauthenticated`",
      cases = "not yet in force")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token issued in the future, or without issue time",
      answer = "401 `unauthenticated`",
      cases = {"issued in the future", "no issue time"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "claims of the wrong type",
      answer = "401 `unauthenticated`",
      cases = {
        "scopes as a number",
        "scopes as an object",
        "an expiry as text",
        "a subject as a number",
        "a number in the audience"
      })
  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void refusesATokenOfTheIssuerWith(String name, JWTClaimsSet.Builder claims) throws Exception {
    assertRefused(sign(claims.build()));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token whose algorithm is `none`",
      answer = "401 `unauthenticated`",
      cases = "none")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same with a capital letter",
      answer = "401 `unauthenticated`",
      cases = "None")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same in capitals",
      answer = "401 `unauthenticated`",
      cases = "NONE")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the same in mixed letters",
      answer = "401 `unauthenticated`",
      cases = "nOnE")
  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void refusesTheAlgorithmNone(String none) throws Exception {
    String header = "{\"alg\":\"" + none + "\",\"kid\":\"first\"}";

    assertRefused(text(header) + "." + payload() + ".");
    assertRefused(text(header) + "." + payload() + ".x");
    assertRefused(text(header) + "." + payload() + "." + signature());
    assertRefused(text(header) + "." + payload());
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "HS256, HS384 or HS512 with the issuer's public key as the secret, in three "
              + "encodings",
      answer = "401 `unauthenticated`")
  @Test
  void refusesThePublicKeyAsASecret() throws Exception {
    byte[] der = KEY.toRSAPublicKey().getEncoded();
    byte[] json = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] pem =
        ("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n")
            .getBytes(StandardCharsets.UTF_8);
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID("first").build();

      assertRefused(sign(header, new MACSigner(der), claims(NOW).build()));
      assertRefused(sign(header, new MACSigner(json), claims(NOW).build()));
      assertRefused(sign(header, new MACSigner(pem), claims(NOW).build()));
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the issuer's own key with an unlisted algorithm",
      answer = "401 `unauthenticated`")
  @Test
  void refusesAlgorithmsThatAreNotListed() throws Exception {
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS512)) {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID("first").build();

      assertRefused(sign(header, signer(KEY), claims(NOW).build()));
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "another key with the id of the issuer's key",
      answer = "401 `unauthenticated`")
  @Test
  void refusesAnotherKeyWithAKnownId() throws Exception {
    assertRefused(sign(STRANGER, claims(NOW).build()));
  }

  static Stream<Arguments> keysToBring() {
    return Stream.of(
        Arguments.of("jwk", (Lure) (header, url) -> header.jwk(STRANGER.toPublicJWK())),
        Arguments.of("jku", (Lure) (header, url) -> header.jwkURL(url)),
        Arguments.of("x5u", (Lure) (header, url) -> header.x509CertURL(url)));
  }

  /** A header parameter that offers a key for verifying the token. */
  private interface Lure {
    JWSHeader.Builder into(JWSHeader.Builder header, URI url);
  }

  /** The URL serves the stranger's key: a verifier that used it would accept the token. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a URL in `jku` that serves the attacker's key",
      answer = "401 `unauthenticated`, and the URL is not fetched",
      cases = "jku")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a URL of a certificate in `x5u`",
      answer = "401 `unauthenticated`, and the URL is not fetched",
      cases = "x5u")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "the attacker's key itself in `jwk`",
      answer = "401 `unauthenticated`",
      cases = "jwk")
  @ParameterizedTest(name = "{0}")
  @MethodSource("keysToBring")
  void ignoresKeysAndKeyUrlsInTheToken(String parameter, Lure lure) throws Exception {
    try (TestIssuer elsewhere = new TestIssuer()) {
      elsewhere.publish(new JWKSet(STRANGER));
      URI url = elsewhere.issuer().keys();
      for (JWSHeader.Builder header :
          List.of(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first"),
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("second"),
              new JWSHeader.Builder(JWSAlgorithm.RS256))) {
        assertRefused(sign(lure.into(header, url).build(), signer(STRANGER), claims(NOW).build()));
      }

      assertThat(elsewhere.fetches()).as("Only the configured URL is fetched").isZero();
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token that is not an access token",
      answer = "401 `unauthenticated`",
      cases = {"ID+JWT", "logout+jwt"})
  @ParameterizedTest
  @ValueSource(strings = {"ID+JWT", "logout+jwt", "dpop+jwt", "application/json", "", "jwt2"})
  void refusesOtherTypes(String type) throws Exception {
    assertRefused(typed(type));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a path as the key id",
      answer = "401 `unauthenticated`",
      cases = {"../../../../etc/passwd", "/dev/null"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "SQL as the key id",
      answer = "401 `unauthenticated`",
      cases = "' OR 1=1 --")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a URL as the key id",
      answer = "401 `unauthenticated`",
      cases = "http://169.254.169.254/latest/meta-data")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a key id that differs slightly",
      answer = "401 `unauthenticated`",
      cases = {" first", "FIRST"})
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../etc/passwd",
        "/dev/null",
        "' OR 1=1 --",
        "http://169.254.169.254/latest/meta-data",
        "first\u0000",
        "<script>alert(1)</script>",
        " first",
        "FIRST"
      })
  void refusesUnknownKeyIds(String name) throws Exception {
    for (RSAKey key : List.of(KEY, STRANGER)) {
      assertRefused(
          sign(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(name).build(),
              signer(key),
              claims(NOW).build()));
    }
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "10,000 letters as the key id",
      answer = "401 `unauthenticated`")
  @Test
  void refusesAVeryLongKeyId() throws Exception {
    assertRefused(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k".repeat(10_000)).build(),
            signer(KEY),
            claims(NOW).build()));
  }

  @Attack(kind = Attack.Kind.TOKEN, sends = "an encrypted token", answer = "401 `unauthenticated`")
  @Test
  void refusesAnEncryptedToken() throws Exception {
    EncryptedJWT encrypted =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
            claims(NOW).build());
    encrypted.encrypt(new RSAEncrypter(KEY));

    assertRefused(encrypted.serialize());
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token encrypted with a password that would take two billion hash iterations",
      answer = "401 `unauthenticated`, at once")
  @Test
  void refusesAPasswordBasedTokenWithoutDerivingItsKey() throws Exception {
    EncryptedJWT encrypted =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A128GCM),
            claims(NOW).build());
    encrypted.encrypt(new PasswordBasedEncrypter("password", 16, 1_000));
    String[] parts = encrypted.serialize().split("\\.", -1);
    String header = new Base64URL(parts[0]).decodeToString();
    assertThat(header).contains("\"p2c\":1000");

    assertRefused(
        text(header.replace("\"p2c\":1000", "\"p2c\":2147483647"))
            + encrypted.serialize().substring(parts[0].length()));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "an unknown critical header",
      answer = "401 `unauthenticated`")
  @Test
  void refusesUnknownCriticalHeaders() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("first")
            .criticalParams(Set.of("new"))
            .customParam("new", "x")
            .build();

    assertRefused(sign(header, signer(KEY), claims(NOW).build()));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "any other list of critical headers, even an empty one",
      answer = "401 `unauthenticated`",
      cases = {"[]", "null"})
  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "[\"exp\"]", "[\"b64\"]", "\"exp\"", "{}", "7"})
  void refusesEveryListOfCriticalHeaders(String crit) throws Exception {
    assertRefused(signRaw(KEY, "{\"alg\":\"RS256\",\"kid\":\"first\",\"crit\":" + crit + "}"));
    assertThat(judge(signRaw(KEY, "{\"alg\":\"RS256\",\"kid\":\"first\"}")))
        .as("Signed in the same way, without the list")
        .isInstanceOf(Verdict.Valid.class);
  }

  /** 256 bytes end in a character of which four bits are unused. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token, spelt with other unused bits in the last character of a part",
      answer = "401 `unauthenticated`")
  @Test
  void refusesASecondSpellingOfAPart() throws Exception {
    String token = sign(claims(NOW).claim("pad", "x").build());
    String[] parts = token.split("\\.", -1);
    int respelt = 0;
    for (int part = 0; part < parts.length; part++) {
      for (String other : otherSpellings(parts[part])) {
        String[] changed = parts.clone();
        changed[part] = other;
        assertThat(Base64.getUrlDecoder().decode(other))
            .isEqualTo(Base64.getUrlDecoder().decode(parts[part]));
        assertRefused(String.join(".", changed));
        respelt++;
      }
    }
    assertThat(respelt).isGreaterThanOrEqualTo(15);
  }

  private static List<String> otherSpellings(String part) {
    int unused = part.length() % 4 == 2 ? 16 : part.length() % 4 == 3 ? 4 : 1;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String start = part.substring(0, part.length() - 1);
    int last = alphabet.indexOf(part.charAt(part.length() - 1));
    return IntStream.range(last - last % unused, last - last % unused + unused)
        .filter(each -> each != last)
        .mapToObj(each -> start + alphabet.charAt(each))
        .toList();
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token signed with an RSA key of 1,024 bits that the issuer publishes",
      answer = "401 `unauthenticated`")
  @Test
  void refusesAKeyOfFewerThan2048Bits() throws Exception {
    RSAKey weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
    try (TestIssuer careless = new TestIssuer()) {
      careless.publish(new JWKSet(List.of(KEY, weak)));
      Tokens others = new Tokens(List.of(careless.issuer()), () -> NOW);

      assertThat(others.judge(signRaw(weak, "{\"alg\":\"RS256\",\"kid\":\"weak\"}"), () -> true))
          .isEqualTo(new Verdict.Invalid("key too short"));
      assertThat(others.judge(signRaw(weak, "{\"alg\":\"RS256\"}"), () -> true))
          .isEqualTo(new Verdict.Invalid("signature"));
      assertThat(others.judge(sign(claims(NOW).build()), () -> true))
          .isInstanceOf(Verdict.Valid.class);
    }
  }

  @Test
  void namesTheCheckThatFailed() throws Exception {
    assertThat(check("x")).isEqualTo("form");
    assertThat(check("x".repeat(9_000))).isEqualTo("length");
    assertThat(check(sign(claims(NOW).issuer("https://other.example.com/").build())))
        .isEqualTo("iss");
    assertThat(check(typed("dpop+jwt"))).isEqualTo("typ");
    assertThat(check(sign(rsa("other"), claims(NOW).build()))).isEqualTo("key unknown");
    assertThat(check(sign(STRANGER, claims(NOW).build()))).isEqualTo("signature");
    assertThat(check(sign(expiring(NOW.minusSeconds(61))))).isEqualTo("exp");
    assertThat(check(sign(claims(NOW).audience("x").build()))).isEqualTo("aud");
    JWSHeader other = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build();
    assertThat(check(sign(other, signer(KEY), claims(NOW).build()))).isEqualTo("alg");
  }

  private String check(String token) {
    return judge(token) instanceof Verdict.Invalid(String check) ? check : "none";
  }

  @Test
  void defersOnlySignaturesOfUnknownTokens() {
    String token = sign(claims(NOW).build());
    String forged = sign(STRANGER, claims(NOW).build());

    assertThat(tokens.judge(forged, () -> false)).isEqualTo(new Verdict.Deferred());
    assertThat(tokens.judge("x", () -> false)).isEqualTo(new Verdict.Invalid("form"));
    assertThat(judge(token)).isInstanceOf(Verdict.Valid.class);
    assertThat(tokens.judge(token, () -> false)).isInstanceOf(Verdict.Valid.class);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "claims or a header nested up to 10,000 deep",
      answer = "401 `unauthenticated`")
  @Test
  void refusesDeeplyNestedTokens() throws Exception {
    String header = sign(claims(NOW).build()).split("\\.", -1)[0];
    for (String nested :
        List.of(
            "{\"a\":".repeat(1_000),
            "[".repeat(5_000),
            "{\"iss\":" + "[".repeat(4_000),
            "{\"a\":".repeat(10_000),
            "[".repeat(10_000) + "]".repeat(10_000))) {
      assertRefused(header + "." + text(nested) + "." + signature());
      assertRefused(text(nested) + "." + payload() + "." + signature());
    }
  }

  static Stream<Arguments> notTokens() {
    String token = sign(claims(NOW).build());
    String[] parts = token.split("\\.", -1);
    return Stream.of(
        Arguments.of("an empty text", ""),
        Arguments.of("one dot", "."),
        Arguments.of("two dots", ".."),
        Arguments.of("three dots", "..."),
        Arguments.of("the word null", "null"),
        Arguments.of("a trailing dot", token + "."),
        Arguments.of("two trailing dots", token + ".."),
        Arguments.of("a leading dot", "." + token),
        Arguments.of("padding", token + "="),
        Arguments.of("characters after the signature", token + "AA"),
        Arguments.of("a trailing space", token + " "),
        Arguments.of("a trailing line break", token + "\n"),
        Arguments.of("two tokens in one", token + "." + token),
        Arguments.of("two tokens and a comma", token + "," + token),
        Arguments.of("two tokens and a space", token + " " + token),
        Arguments.of("no signature", parts[0] + "." + parts[1]),
        Arguments.of("an empty signature", parts[0] + "." + parts[1] + "."),
        Arguments.of("no claims", parts[0] + ".." + parts[2]),
        Arguments.of("no header", "." + parts[1] + "." + parts[2]),
        Arguments.of("a line break inside", parts[0] + "\n." + parts[1] + "." + parts[2]),
        Arguments.of(
            "a character that some libraries skip", parts[0] + "." + parts[1] + ".!" + parts[2]),
        Arguments.of(
            "a truncated signature", parts[0] + "." + parts[1] + "." + parts[2].substring(2)),
        Arguments.of("other claims, empty", parts[0] + "." + text("{}") + "." + parts[2]),
        Arguments.of("other claims, a list", parts[0] + "." + text("[]") + "." + parts[2]),
        Arguments.of("other claims, null", parts[0] + "." + text("null") + "." + parts[2]),
        Arguments.of("an empty header", text("{}") + "." + parts[1] + "." + parts[2]),
        Arguments.of("null as the header", text("null") + "." + parts[1] + "." + parts[2]),
        Arguments.of(
            "null as the algorithm", text("{\"alg\":null}") + "." + parts[1] + "." + parts[2]),
        Arguments.of(
            "a number as the algorithm", text("{\"alg\":7}") + "." + parts[1] + "." + parts[2]),
        Arguments.of(
            "two algorithms",
            text("{\"alg\":\"RS256\",\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
        Arguments.of("a non-ASCII letter", "é." + parts[1] + "." + parts[2]),
        Arguments.of("100,000 letters", "a".repeat(100_000)),
        Arguments.of(
            "9,000 letters as claims", parts[0] + "." + "a".repeat(9_000) + "." + parts[2]));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "two algorithms in one header",
      answer = "401 `unauthenticated`",
      cases = "two algorithms")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "two tokens joined into one",
      answer = "401 `unauthenticated`",
      cases = "two tokens in one")
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token without a signature",
      answer = "401 `unauthenticated`",
      cases = {"an empty signature", "no signature"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a truncated signature, or one with more characters",
      answer = "401 `unauthenticated`",
      cases = {"a truncated signature", "characters after the signature"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid token with one or two trailing dots",
      answer = "401 `unauthenticated`",
      cases = {"a trailing dot", "two trailing dots"})
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a valid signature of other claims",
      answer = "401 `unauthenticated`",
      cases = "other claims, empty")
  @ParameterizedTest(name = "{0}")
  @MethodSource("notTokens")
  void refuses(String name, String text) throws Exception {
    assertRefused(text);
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends = "a token of the issuer that is longer than 8 KiB",
      answer = "401 `unauthenticated`")
  @Test
  void refusesATokenThatIsTooLong() throws Exception {
    String longest = sign(claims(NOW).claim("pad", "x".repeat(5_400)).build());
    assertThat(longest.length()).isLessThan(TokenText.MAX_LENGTH);
    assertThat(judge(longest)).isInstanceOf(Verdict.Valid.class);

    assertRefused(sign(claims(NOW).claim("pad", "x".repeat(6_000)).build()));
  }

  /** Checks the verdict, and over HTTP the answer 401 and that nothing was written. */
  private void assertRefused(String token) throws Exception {
    assertThat(judge(token)).as(token).isInstanceOf(Verdict.Invalid.class);
    if (FITS_IN_A_HEADER.matcher(token).matches()) {
      workshop.checkRefuses(token);
    }
  }

  private Verdict judge(String token) {
    return tokens.judge(token, () -> true);
  }

  private static String typed(String type) {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("first")
            .type(new JOSEObjectType(type))
            .build(),
        signer(KEY),
        claims(NOW).build());
  }

  /** The library itself writes no such headers and uses no such keys. */
  private static String signRaw(RSAKey key, String header) throws Exception {
    String input = text(header) + "." + payload();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.toPrivateKey());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64URL.encode(signature.sign());
  }

  private static JWTClaimsSet expiring(Instant at) {
    return claims(NOW).expirationTime(Date.from(at)).build();
  }

  private static Date date(int seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  private static String text(String json) {
    return Base64URL.encode(json).toString();
  }

  private static String payload() {
    return text(claims(NOW).build().toString());
  }

  private static String signature() {
    return sign(claims(NOW).build()).split("\\.", -1)[2];
  }

  private static ECKey curve() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments good(String name, JWTClaimsSet claims) {
    return Arguments.of(name, claims);
  }

  private static Arguments bad(String name, JWTClaimsSet.Builder claims) {
    return Arguments.of(name, claims);
  }
}
