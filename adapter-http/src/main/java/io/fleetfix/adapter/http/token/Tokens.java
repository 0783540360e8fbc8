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
 * Tells an issuer's access tokens from everything else. Algorithms come from the list here and keys
 * from the issuer's own address, never from what a token says of itself.
 */
public final class Tokens {
  /** Far beyond what issuers make; the server's own limit of a header is twice that. */
  static final int MAX_LENGTH = 8 * 1024;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  /** Of an access token (RFC 9068), or as issuers said it before; an absent one is let through. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          JOSEObjectType.JWT,
          null);

  /** The library skips signs that don't belong there; two texts for one token are one too many. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final VerifiedTokens verified;

  /**
   * Fetches no key yet.
   *
   * @throws IllegalArgumentException if the issuer's keys lie under no URL
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

  /** Judges the text that came as a bearer token. */
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
    } catch (RuntimeException tripped) { // by a header that says null, for example
      return new Verdict.Invalid();
    }
  }

  private static JWKSource<SecurityContext> keys(Issuer issuer, InstantSource clock) {
    try {
      return new IssuerKeys(
          new URLBasedJWKSetSource<>(issuer.keys().toURL(), new KeySetUrl()), clock);
    } catch (MalformedURLException noUrl) {
      throw new IllegalArgumentException("No URL: " + issuer.keys(), noUrl);
    }
  }
}
