package io.fleetfix.adapter.http.token;

import java.net.URI;
import java.util.Set;

/**
 * An issuer whose tokens are accepted.
 *
 * @param name must equal a token's {@code iss}
 * @param audiences one of them must be in the token, in the claim that the shape names
 * @param keys the URL of its JSON Web Key Set
 * @param shape where its tokens name audience and scopes
 * @param algorithms how its tokens may be signed
 */
public record Issuer(
    String name,
    Set<String> audiences,
    URI keys,
    TokenShape shape,
    Set<SignatureAlgorithm> algorithms) {
  public Issuer {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /** An issuer of tokens in the shape of RFC 9068, with the usual algorithms. */
  public static Issuer standard(String name, String audience, URI keys) {
    return new Issuer(name, Set.of(audience), keys, TokenShape.STANDARD, SignatureAlgorithm.USUAL);
  }
}
