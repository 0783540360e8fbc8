package io.fleetfix.adapter.http.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Verifies that a token of an issuer is an access token for this service and currently valid. Its
 * signature must have been verified.
 */
final class IssuedClaims {
  /** How far the issuer's clock may differ from this machine's. */
  static final int MAX_SKEW_SECONDS = 60;

  /** Claims of ID tokens and logout tokens, which access tokens do not have. */
  private static final List<String> OF_OTHER_TOKENS =
      List.of("at_hash", "c_hash", "s_hash", "events");

  /** What names a caller without {@code sub}, the most specific claim first. */
  private static final List<String> INSTEAD_OF_SUBJECT =
      List.of("preferred_username", "client_id", "azp", "appid", "cid");

  private final Issuer issuer;
  private final InstantSource clock;

  IssuedClaims(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Reads the caller.
   *
   * @throws RefusedToken at the first claim that is wrong or missing
   */
  Caller caller(Claims claims) throws RefusedToken {
    Instant expiry = verifyTimes(claims);
    verifyIsAccessToken(claims);
    verifyAudience(claims);
    return new Caller(issuer.name(), subject(claims), scopes(claims), expiry);
  }

  /** Returns the expiry. */
  private Instant verifyTimes(Claims claims) throws RefusedToken {
    Instant now = clock.instant();
    Instant latest = now.plusSeconds(MAX_SKEW_SECONDS);
    Instant expiry = claims.time("exp").orElseThrow(() -> new RefusedToken("exp"));
    if (!expiry.isAfter(now.minusSeconds(MAX_SKEW_SECONDS))) {
      throw new RefusedToken("exp");
    }
    if (claims.time("nbf").filter(from -> from.isAfter(latest)).isPresent()) {
      throw new RefusedToken("nbf");
    }
    if (claims.time("iat").filter(at -> !at.isAfter(latest)).isEmpty()) {
      throw new RefusedToken("iat");
    }
    return expiry;
  }

  /** Many issuers sign all kinds of tokens with the same keys, and some for the same audience. */
  private static void verifyIsAccessToken(Claims claims) throws RefusedToken {
    if (claims.text("token_use").filter(use -> !use.equals("access")).isPresent()) { // Cognito's
      throw new RefusedToken("token_use");
    }
    boolean bearer = isBearer(claims);
    for (String claim : OF_OTHER_TOKENS) {
      if (claims.has(claim)) {
        throw new RefusedToken(claim);
      }
    }
    if (claims.has("nonce") && !bearer) { // older Keycloaks put it into access tokens, too
      throw new RefusedToken("nonce");
    }
    if (claims.has("tid") && !claims.has("azp") && !claims.has("appid")) { // Entra's ID tokens
      throw new RefusedToken("azp");
    }
  }

  /** Keycloak's ID, refresh and other tokens say so in a claim. */
  private static boolean isBearer(Claims claims) throws RefusedToken {
    boolean typed = claims.has("typ");
    if (typed && !claims.text("typ").orElse("").toLowerCase(Locale.ROOT).equals("bearer")) {
      throw new RefusedToken("typ (claim)");
    }
    return typed;
  }

  private void verifyAudience(Claims claims) throws RefusedToken {
    String claim = issuer.shape().audience();
    if (Collections.disjoint(claims.texts(claim), issuer.audiences())) {
      throw new RefusedToken(claim);
    }
  }

  private static String subject(Claims claims) throws RefusedToken {
    if (claims.has("sub")) {
      return claims.text("sub").orElseThrow();
    }
    for (String claim : INSTEAD_OF_SUBJECT) {
      if (claims.has(claim)) {
        return claim + ":" + claims.text(claim).orElseThrow();
      }
    }
    throw new RefusedToken("sub");
  }

  private Set<String> scopes(Claims claims) throws RefusedToken {
    String prefix = issuer.shape().prefix();
    Set<String> scopes = new HashSet<>();
    for (String claim : issuer.shape().scopes()) {
      for (String scope : claims.words(claim)) {
        if (scope.startsWith(prefix)) {
          scopes.add(scope.substring(prefix.length()));
        }
      }
    }
    scopes.remove("");
    return scopes;
  }
}
