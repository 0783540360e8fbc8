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
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.fleetfix.adapter.http.GuardedWorkshop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
  private final Tokens tokens = new Tokens(issuer.issuer(), () -> NOW);
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

    assertThat(tokens.judge(token))
        .isEqualTo(
            new Verdict.Valid(
                new Caller(
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
        good("with a scope twice", claims(NOW).claim("scope", "a  a a").build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void acceptsAToken(String name, JWTClaimsSet claims) {
    assertThat(tokens.judge(sign(claims))).isInstanceOf(Verdict.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
  void acceptsTheTypesOfAnAccessToken(String type) {
    assertThat(tokens.judge(typed(type))).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void acceptsTheListedAlgorithms() throws Exception {
    JWSHeader pss = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("first").build();
    JWSHeader ec = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build();

    assertThat(tokens.judge(sign(pss, signer(KEY), claims(NOW).build())))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(tokens.judge(sign(ec, new ECDSASigner(curve), claims(NOW).build())))
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
        bad("scopes as a list", claims(NOW).claim("scope", List.of("repairs:write"))),
        bad("an expiry as text", claims(NOW).claim("exp", "tomorrow")),
        bad("a subject as a list", claims(NOW).claim("sub", List.of("a"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void refusesATokenOfTheIssuerWith(String name, JWTClaimsSet.Builder claims) throws Exception {
    assertRefused(sign(claims.build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void refusesTheAlgorithmNone(String none) throws Exception {
    String header = "{\"alg\":\"" + none + "\",\"kid\":\"first\"}";

    assertRefused(text(header) + "." + payload() + ".");
    assertRefused(text(header) + "." + payload() + ".x");
    assertRefused(text(header) + "." + payload() + "." + signature());
    assertRefused(text(header) + "." + payload());
  }

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

  @Test
  void refusesAlgorithmsThatAreNotListed() throws Exception {
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS512)) {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID("first").build();

      assertRefused(sign(header, signer(KEY), claims(NOW).build()));
    }
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"ID+JWT", "logout+jwt", "dpop+jwt", "application/json", "", "jwt2"})
  void refusesOtherTypes(String type) throws Exception {
    assertRefused(typed(type));
  }

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

  @Test
  void refusesAVeryLongKeyId() throws Exception {
    assertRefused(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k".repeat(10_000)).build(),
            signer(KEY),
            claims(NOW).build()));
  }

  @Test
  void refusesAnEncryptedToken() throws Exception {
    EncryptedJWT encrypted =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
            claims(NOW).build());
    encrypted.encrypt(new RSAEncrypter(KEY));

    assertRefused(encrypted.serialize());
  }

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

  @ParameterizedTest(name = "{0}")
  @MethodSource("notTokens")
  void refuses(String name, String text) throws Exception {
    assertRefused(text);
  }

  @Test
  void refusesATokenThatIsTooLong() throws Exception {
    String longest = sign(claims(NOW).claim("pad", "x".repeat(5_400)).build());
    assertThat(longest.length()).isLessThan(Tokens.MAX_LENGTH);
    assertThat(tokens.judge(longest)).isInstanceOf(Verdict.Valid.class);

    assertRefused(sign(claims(NOW).claim("pad", "x".repeat(6_000)).build()));
  }

  /** Checks the verdict, and over HTTP the answer 401 and that nothing was written. */
  private void assertRefused(String token) throws Exception {
    assertThat(tokens.judge(token)).as(token).isEqualTo(new Verdict.Invalid());
    if (FITS_IN_A_HEADER.matcher(token).matches()) {
      workshop.checkRefuses(token);
    }
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
