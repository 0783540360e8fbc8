package io.fleetfix.adapter.http.token;

import java.util.List;

/**
 * Where an issuer's tokens name their audience and their scopes. A claim is named as it is written
 * in the token, or by the way to it with dots, such as {@code realm_access.roles}.
 *
 * @param audience the claim with the audience, or with the client that the token was issued to
 * @param scopes the claims with scopes; a token has the scopes of all of them
 * @param prefix what precedes the name of each scope of this service; scopes without it are ignored
 */
public record TokenShape(String audience, List<String> scopes, String prefix) {
  /** The shape of RFC 9068. */
  public static final TokenShape STANDARD = new TokenShape("aud", List.of("scope"), "");

  public TokenShape {
    scopes = List.copyOf(scopes);
  }
}
