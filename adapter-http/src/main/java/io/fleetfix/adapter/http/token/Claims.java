package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies that a token is issued for this service and currently valid. */
final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
  /** How far the issuer's clock may differ from this machine's. */
  static final int MAX_SKEW_SECONDS = 60;

  private static final Set<String> REQUIRED = Set.of("iss", "sub", "aud", "exp", "iat");

  private final InstantSource clock;

  Claims(Issuer issuer, InstantSource clock) {
    super(
        Set.of(issuer.audience()),
        new JWTClaimsSet.Builder().issuer(issuer.name()).build(),
        REQUIRED,
        Set.of());
    this.clock = clock;
    setMaxClockSkew(MAX_SKEW_SECONDS);
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    super.verify(claims, context);
    if (claims.getSubject().isBlank()) {
      throw new BadJWTException("JWT has no subject");
    }
    if (claims.getIssueTime().toInstant().isAfter(clock.instant().plusSeconds(MAX_SKEW_SECONDS))) {
      throw new BadJWTException("JWT is not issued yet");
    }
  }

  /**
   * Reads the caller from verified claims.
   *
   * @throws ParseException if the scopes are not a text
   */
  static Caller caller(JWTClaimsSet claims) throws ParseException {
    String scopes = claims.getStringClaim("scope");
    return new Caller(
        claims.getSubject(),
        scopes == null ? Set.of() : Set.copyOf(List.of(scopes.strip().split(" +"))),
        claims.getExpirationTime().toInstant());
  }
}
