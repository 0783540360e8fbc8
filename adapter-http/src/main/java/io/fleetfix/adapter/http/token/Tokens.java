package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import java.net.MalformedURLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verifies the access tokens of the accepted issuers. */
public final class Tokens {
  private final Map<String, IssuedTokens> issuers;
  private final VerifiedTokens verified;

  /**
   * Verifies the issuers' tokens; each issuer's keys are fetched at its first token.
   *
   * @throws IllegalArgumentException if the URI of an issuer's keys is not a URL
   */
  public Tokens(Collection<Issuer> issuers, InstantSource clock) {
    this(issuers, issuer -> keys(issuer, clock), clock);
  }

  Tokens(
      Collection<Issuer> issuers,
      Function<Issuer, JWKSource<SecurityContext>> keys,
      InstantSource clock) {
    this.verified = new VerifiedTokens(clock);
    this.issuers =
        issuers.stream()
            .collect(
                Collectors.toMap(
                    Issuer::name, each -> new IssuedTokens(each, keys.apply(each), clock)));
  }

  /**
   * Verifies a bearer token.
   *
   * @param mayVerify evaluated before the signature of a token is verified that was not valid
   *     before; if false, the verdict is {@link Verdict.Deferred}
   */
  public Verdict judge(String token, BooleanSupplier mayVerify) {
    return verified
        .find(token)
        .<Verdict>map(Verdict.Valid::new)
        .orElseGet(() -> verify(token, mayVerify));
  }

  private Verdict verify(String token, BooleanSupplier mayVerify) {
    try {
      SignedJWT parsed = TokenText.parse(token);
      Claims claims = Claims.of(parsed);
      IssuedTokens issuer = issuer(claims);
      List<JWK> candidates = issuer.keys(parsed.getHeader());
      if (!verified.knows(token) && !mayVerify.getAsBoolean()) {
        return new Verdict.Deferred();
      }
      Caller caller = issuer.verify(parsed, claims, candidates);
      verified.keep(token, caller);
      return new Verdict.Valid(caller);
    } catch (KeySourceException noKeys) {
      return new Verdict.Unclear();
    } catch (RefusedToken refused) {
      verified.forget(token);
      return new Verdict.Invalid(refused.check());
    }
  }

  private IssuedTokens issuer(Claims claims) throws RefusedToken {
    IssuedTokens issuer = issuers.get(claims.text("iss").orElse(""));
    if (issuer == null) {
      throw new RefusedToken("iss");
    }
    return issuer;
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
