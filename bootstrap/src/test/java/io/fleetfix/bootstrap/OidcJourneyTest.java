package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The same journey for a caller with a token of the issuer that the settings name. */
@TestInstance(Lifecycle.PER_CLASS)
class OidcJourneyTest implements CompleteRepairJourney {
  private final RSAKey key = new RSAKeyGenerator(2048).keyID("key").generate();
  private final HttpServer issuer = issuer(key);
  private final RunningWorkshop running =
      RunningWorkshop.start(
          Wiring.memory(
              WorkshopConfig.of(
                  Map.of(
                      "FLEETFIX_HTTP_PORT", "0",
                      "FLEETFIX_AUTH", "oidc",
                      "FLEETFIX_AUTH_ISSUER", "https://issuer.example.com/",
                      "FLEETFIX_AUTH_AUDIENCE", "fleetfix",
                      "FLEETFIX_AUTH_JWKS_URL",
                          "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
                      "FLEETFIX_RATE_LIMIT", "off"))));
  private final WorkshopClient workshop = new WorkshopClient(running.port(), Optional.of(token()));

  OidcJourneyTest() throws Exception {}

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
    issuer.stop(0);
  }

  @Override
  public WorkshopClient workshop() {
    return workshop;
  }

  @Test
  void asksStrangersWhoTheyAre() throws Exception {
    WorkshopClient stranger = new WorkshopClient(running.port());

    assertThat(stranger.get(401, "/repairs").get("type").asText())
        .isEqualTo("/problems/unauthenticated");
    assertThat(stranger.get(200, "/health/ready").get("status").asText()).isEqualTo("UP");
  }

  private String token() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
            new JWTClaimsSet.Builder()
                .issuer("https://issuer.example.com/")
                .audience("fleetfix")
                .subject("front desk")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("scope", "repairs:read repairs:write outbox:operate")
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static HttpServer issuer(RSAKey key) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
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
}
