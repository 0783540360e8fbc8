package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies an issuer's access tokens. Algorithms come from the list in this class and keys from the
 * configured URL, never from the token itself.
 */
public final class Tokens {
  /** Far longer than issuers' tokens; the server's limit for all headers is twice as high. */
  static final int MAX_LENGTH = 8 * 1024;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  /** The type of RFC 9068 and the older ones that issuers use; a token may also have no type. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          JOSEObjectType.JWT,
          null);

  /** The library skips illegal characters, which would give one token several spellings. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final VerifiedTokens verified;

  /**
   * Verifies an issuer's tokens; keys are fetched at the first token.
   *
   * @throws IllegalArgumentException if the URI of the issuer's keys is not a URL
   */
  public Tokens(Issuer issuer, InstantSource clock) {
    this(issuer, keys(issuer, clock), clock);
  }

  Tokens(Issuer issuer, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.verified = new VerifiedTokens(clock);
    processor.setJWSTypeVerifier(TYPES);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(new Claims(issuer, clock));
  }

  /** Verifies a bearer token. */
  public Verdict judge(String token) {
    return verified.find(token).<Verdict>map(Verdict.Valid::new).orElseGet(() -> verify(token));
  }

  private Verdict verify(String token) {
    if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
      return new Verdict.Invalid();
    }
    try {
      JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
      Caller caller = Claims.caller(claims);
      verified.keep(token, caller);
      return new Verdict.Valid(caller);
    } catch (KeySourceException noKeys) {
      return new Verdict.Unclear();
    } catch (ParseException | BadJOSEException | JOSEException notTheirs) {
      return new Verdict.Invalid();
    } catch (RuntimeException malformed) { // the library fails on a null header, for example
      return new Verdict.Invalid();
    }
  }

  private static JWKSource<SecurityContext> keys(Issuer issuer, InstantSource clock) {
    try {
      return new IssuerKeys(
          new URLBasedJWKSetSource<>(issuer.keys().toURL(), new KeySetUrl()), clock);
    } catch (MalformedURLException noUrl) {
      throw new IllegalArgumentException("Not a URL: " + issuer.keys(), noUrl);
    }
  }
}
