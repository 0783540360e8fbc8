package io.fleetfix.support.benchmarks;

import com.nimbusds.jose.JOSEException;
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
import java.util.Map;

/** An issuer for a service under measurement, with one key and tokens for an hour. */
final class BenchmarkIssuer implements AutoCloseable {
  private static final String NAME = "https://issuer.example.com/";
  private static final String AUDIENCE = "fleetfix";

  private final RSAKey key;
  private final HttpServer server;

  private BenchmarkIssuer(RSAKey key, HttpServer server) {
    this.key = key;
    this.server = server;
  }

  static BenchmarkIssuer start() throws IOException, JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("key").generate();
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
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
    return new BenchmarkIssuer(key, server);
  }

  /** For a service that asks for this issuer's tokens and counts, but stops nobody. */
  Map<String, String> settings() {
    return Map.of(
        "FLEETFIX_AUTH",
        "oidc",
        "FLEETFIX_AUTH_ISSUER",
        NAME,
        "FLEETFIX_AUTH_AUDIENCE",
        AUDIENCE,
        "FLEETFIX_AUTH_JWKS_URL",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
        "FLEETFIX_RATE_LIMIT",
        "999999");
  }

  String token(String subject) throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
            new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)))
                .claim("scope", "repairs:read repairs:write outbox:operate")
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
