package io.fleetfix.adapter.http.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of verified tokens, which saves verifying the signature at each request. An entry is
 * valid for at most a minute and never past the token's expiry. After that the token is still
 * known, so that verifying it again needs no allowance; the least recently used one is evicted.
 */
final class VerifiedTokens {
  static final int MAX_TOKENS = 1_000;
  static final Duration TRUST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Kept> tokens =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  private record Kept(Caller caller, Instant until) {}

  VerifiedTokens(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Optional<Caller> find(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::caller);
  }

  /** Whether the token was valid when it was verified last. */
  synchronized boolean knows(String token) {
    return tokens.containsKey(token);
  }

  synchronized void forget(String token) {
    tokens.remove(token);
  }

  synchronized void keep(String token, Caller caller) {
    Instant trusted = clock.instant().plus(TRUST);
    tokens.put(
        token,
        new Kept(caller, trusted.isBefore(caller.expiresAt()) ? trusted : caller.expiresAt()));
  }
}
