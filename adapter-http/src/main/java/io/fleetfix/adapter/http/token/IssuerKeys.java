package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, cached for five minutes. A token with an unknown key triggers another fetch,
 * but there are at most two fetches per 30 seconds. During an outage of the issuer, the last keys
 * are used for four more hours.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  static final Duration OUTAGE = Duration.ofHours(4);

  /** How long a request waits for another one's fetch before it uses the last keys. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final JWKSetSource<SecurityContext> source;
  private final InstantSource clock;
  private volatile @Nullable Known last;

  private record Known(JWKSet keys, long at) {}

  IssuerKeys(JWKSetSource<SecurityContext> url, InstantSource clock) {
    this.source =
        new CachingJWKSetSource<>(
            new RateLimitedJWKSetSource<>(url, BETWEEN_FETCHES.toMillis(), null),
            FRESH.toMillis(),
            PATIENCE.toMillis(),
            null);
    this.clock = clock;
  }

  /**
   * Finds the keys that may have signed a token.
   *
   * @return empty if the issuer has no such key, or it could not be fetched
   * @throws KeySourceException if no keys are available at all
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    long now = clock.millis();
    JWKSet known = known(now);
    List<JWK> found = selector.select(known);
    return found.isEmpty() ? selector.select(newer(known, now)) : found;
  }

  private JWKSet known(long now) throws KeySourceException {
    try {
      return remembered(source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null), now);
    } catch (KeySourceException outage) {
      Known known = last;
      if (known != null && now - known.at() < OUTAGE.toMillis()) {
        return known.keys();
      }
      throw outage;
    }
  }

  /**
   * Fetches newer keys, or returns the same ones if that fails: a forged key id must not look like
   * an outage.
   */
  private JWKSet newer(JWKSet known, long now) {
    try {
      return remembered(
          source.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), now, null), now);
    } catch (KeySourceException noneNewer) {
      return known;
    }
  }

  private JWKSet remembered(JWKSet keys, long now) {
    last = new Known(keys, now);
    return keys;
  }
}
