package io.fleetfix.adapter.http.command;

import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.token.Caller;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.InvalidValue;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The header that makes it safe to repeat a request: a repeated one has no second effect. Its value
 * is a key, or a key in quotes, as draft-ietf-httpapi-idempotency-key-header writes it; both are
 * the same key.
 */
public final class IdempotencyHeader {
  private static final String NAME = Problem.IDEMPOTENCY_KEY;

  /** Without authentication, all callers share one scope of keys. */
  private static final String EVERYBODY = "";

  private IdempotencyHeader() {}

  /**
   * Reads the header, and the body for its hash. Each caller has keys of its own.
   *
   * @return empty if the client sent no key: then every request has an effect
   * @throws InvalidValue if it is malformed or given twice
   */
  public static Optional<IdempotentRequest> of(Context context) {
    List<String> given = Collections.list(context.req().getHeaders(NAME));
    return switch (given.size()) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              new IdempotentRequest(
                  AuthFilter.caller(context).map(Caller::id).orElse(EVERYBODY),
                  key(given.getFirst()),
                  hash(context)));
      default -> throw new InvalidValue(NAME, "must be given once");
    };
  }

  /** Without quotes, a comma would separate two keys. */
  private static IdempotencyKey key(String given) {
    int last = given.length() - 1;
    if (last > 0 && given.charAt(0) == '"' && given.charAt(last) == '"') {
      return new IdempotencyKey(given.substring(1, last));
    }
    if (given.indexOf(',') >= 0) {
      throw new InvalidValue(NAME, "must be one key");
    }
    return new IdempotencyKey(given);
  }

  /** Hashes bytes: a body that differs in spaces only is a different request. */
  private static RequestHash hash(Context context) {
    MessageDigest sha256 = sha256();
    String what = context.method() + "\n" + context.path() + "\n";
    sha256.update(what.getBytes(StandardCharsets.UTF_8));
    return new RequestHash(HexFormat.of().formatHex(sha256.digest(context.bodyAsBytes())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
