package io.fleetfix.testing.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OpenID Connect issuer that signs tokens and publishes its keys over HTTP. */
public final class TokenIssuer implements AutoCloseable {
  private static final String NAME = "https://issuer.example.com/";

  private final RSAKey key;
  private final HttpServer keys;

  /** Starts publishing its keys on a free port of the loopback interface. */
  public TokenIssuer() throws JOSEException, IOException {
    key = new RSAKeyGenerator(2048).keyID("key").generate();
    keys = serving(new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The settings for a service that accepts this issuer's tokens. */
  public Map<String, String> settings() {
    return Map.of(
        "FLEETFIX_AUTH", "oidc",
        "FLEETFIX_AUTH_ISSUER", NAME,
        "FLEETFIX_AUTH_AUDIENCE", "fleetfix",
        "FLEETFIX_AUTH_JWKS_URL", keySet(),
        "FLEETFIX_RATE_LIMIT", "off");
  }

  /** The URL of its keys. */
  public String keySet() {
    return "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys";
  }

  /**
   * A token with this type and these claims, but the times of one that is valid for an hour.
   *
   * @param type the header's {@code typ}; empty for none
   */
  public String token(Optional<String> type, Map<String, Object> claims) throws JOSEException {
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key");
    type.ifPresent(name -> header.type(new JOSEObjectType(name)));
    JWTClaimsSet.Builder current = new JWTClaimsSet.Builder();
    claims.forEach(current::claim);
    Instant now = Instant.now();
    for (String time : List.of("iat", "nbf", "auth_time")) {
      if (claims.containsKey(time)) {
        current.claim(time, now.getEpochSecond());
      }
    }
    if (claims.containsKey("exp")) {
      current.claim("exp", now.getEpochSecond() + 3_600);
    }
    SignedJWT token = new SignedJWT(header.build(), current.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** A token with every scope, valid for an hour. */
  public String token() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
            new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience("fleetfix")
                .subject("front desk")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)))
                .claim("scope", "repairs:read repairs:write outbox:operate")
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static HttpServer serving(byte[] keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Override
  public void close() {
    keys.stop(0);
  }
}
