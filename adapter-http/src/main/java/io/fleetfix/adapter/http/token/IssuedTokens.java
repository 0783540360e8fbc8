package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;
import java.util.List;

/**
 * Verifies the tokens of one issuer. Algorithms come from its settings and keys from its URL, never
 * from the token itself.
 */
final class IssuedTokens {
  /** Smaller keys have been insecure for long, and RFC 7518 excludes them. */
  private static final int MIN_RSA_BITS = 2048;

  /** The type of RFC 9068 and the older ones that issuers use; a token may also have no type. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          JOSEObjectType.JWT,
          null);

  private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

  private final Issuer issuer;
  private final JWKSource<SecurityContext> keys;
  private final IssuedClaims claims;

  IssuedTokens(Issuer issuer, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.claims = new IssuedClaims(issuer, clock);
  }

  /**
   * Finds the keys that may have signed a token, without any expensive check.
   *
   * @throws RefusedToken if the header is not that of an access token, or has no known key
   * @throws KeySourceException if no keys are available at all
   */
  List<JWK> keys(JWSHeader header) throws RefusedToken, KeySourceException {
    if (issuer.algorithms().stream().noneMatch(each -> each.is(header.getAlgorithm()))) {
      throw new RefusedToken("alg");
    }
    try {
      TYPES.verify(header.getType(), null);
    } catch (BadJOSEException otherType) {
      throw new RefusedToken("typ");
    }
    List<JWK> found = keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
    if (found.isEmpty()) {
      throw new RefusedToken("key unknown");
    }
    List<JWK> strong = found.stream().filter(IssuedTokens::isStrong).toList();
    if (strong.isEmpty()) {
      throw new RefusedToken("key too short");
    }
    return strong;
  }

  private static boolean isStrong(JWK key) {
    return !(key instanceof RSAKey rsa)
        || rsa.getModulus().decodeToBigInteger().bitLength() >= MIN_RSA_BITS;
  }

  /**
   * Verifies signature and claims.
   *
   * @throws RefusedToken if none of the keys signed the token, or a claim is wrong
   */
  Caller verify(SignedJWT token, Claims read, List<JWK> candidates) throws RefusedToken {
    for (JWK key : candidates) {
      if (isSignedBy(key, token)) {
        return claims.caller(read);
      }
    }
    throw new RefusedToken(Verdict.Invalid.SIGNATURE);
  }

  private static boolean isSignedBy(JWK key, SignedJWT token) {
    try {
      return key instanceof AsymmetricJWK pair
          && token.verify(VERIFIERS.createJWSVerifier(token.getHeader(), pair.toPublicKey()));
    } catch (JOSEException | RuntimeException malformed) {
      return false;
    }
  }
}
