package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An issuer that publishes its keys over HTTP and signs tokens. */
public final class TestIssuer implements AutoCloseable {
  static final String NAME = "https://issuer.example.com/";
  static final String AUDIENCE = "fleetfix";

  /** Shared by all tests, because generating a key is slow. */
  static final RSAKey KEY = rsa("first");

  private static final RSAKey FORGER = rsa("first");

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile JWKSet published = new JWKSet(KEY).toPublicJWKSet();
  private volatile @Nullable String elsewhere;
  private @Nullable HttpServer server;
  private int port;

  public TestIssuer() {
    comeBack();
  }

  public Issuer issuer() {
    return Issuer.standard(NAME, AUDIENCE, URI.create("http://127.0.0.1:" + port + "/keys"));
  }

  /** A token with these scopes, valid for an hour. */
  public String token(Instant now, String subject, String... scopes) {
    return sign(claims(now).subject(subject).claim("scope", String.join(" ", scopes)).build());
  }

  /** A token that differs from a valid one in its signature only. */
  public String forged(Instant now) {
    return sign(FORGER, claims(now).build());
  }

  static JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject("ada")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
        .claim("scope", "repairs:read repairs:write");
  }

  static String sign(JWTClaimsSet claims) {
    return sign(KEY, claims);
  }

  static String sign(RSAKey key, JWTClaimsSet claims) {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
        signer(key),
        claims);
  }

  static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static RSAKey rsa(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces the published keys. */
  void publish(JWKSet keys) {
    published = keys.toPublicJWKSet();
  }

  /** From now on, redirects requests for its keys to another URL. */
  void moveTo(String address) {
    elsewhere = address;
  }

  /** How often the keys were fetched. */
  int fetches() {
    return fetches.get();
  }

  /** Closes the port. */
  public void goDown() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** Opens the same port again. */
  public void comeBack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/keys", this::answer);
    server.start();
    port = server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    try (exchange) {
      String other = elsewhere;
      if (other != null) {
        exchange.getResponseHeaders().put("Location", List.of(other));
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] keys = published.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, keys.length);
      exchange.getResponseBody().write(keys);
    }
  }

  @Override
  public void close() {
    goDown();
  }
}
