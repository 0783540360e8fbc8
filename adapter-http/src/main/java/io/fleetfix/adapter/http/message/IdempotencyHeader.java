package io.fleetfix.adapter.http.message;

import io.fleetfix.application.repair.Once;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.RequestHash;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The header under which a client can send a request again without having its effect again. */
public final class IdempotencyHeader {
  static final String NAME = "Idempotency-Key";

  private IdempotencyHeader() {}

  /**
   * Reads the header, and the body for its hash.
   *
   * @return empty if the client sent none: then every request counts
   * @throws InvalidValue if it is malformed or given twice
   */
  public static Optional<Once> of(Context context) {
    List<String> given = Collections.list(context.req().getHeaders(NAME));
    return switch (given.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Once(new IdempotencyKey(given.getFirst()), hash(context)));
      default -> throw new InvalidValue(NAME, "must be given once");
    };
  }

  /** Byte by byte: what merely means the same is another request. */
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
