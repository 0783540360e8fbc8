package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Set;

/**
 * The signature algorithms that can be accepted: all of them have a private and a public key. There
 * is neither {@code none} nor HMAC, whose secret the public key could be taken for.
 */
public enum SignatureAlgorithm {
  RS256,
  RS384,
  RS512,
  PS256,
  PS384,
  PS512,
  ES256,
  ES384,
  ES512;

  /** Accepted unless a setting names others. */
  public static final Set<SignatureAlgorithm> USUAL = Set.of(RS256, PS256, ES256);

  boolean is(JWSAlgorithm algorithm) {
    return name().equals(algorithm.getName());
  }
}
