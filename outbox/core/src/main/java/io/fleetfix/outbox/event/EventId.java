package io.fleetfix.outbox.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A deterministic event id: the same aggregate, sequence and type always give the same id, in every
 * process. Repeating a command therefore cannot create a second event.
 */
public record EventId(UUID value) {
  /** Never change this: every id that was ever stored or sent depends on it. */
  private static final UUID NAMESPACE = UUID.fromString("2525a165-6baa-44b0-9271-49f2edadaee4");

  private static final MessageDigest NAMESPACED = sha1Of(NAMESPACE);

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Parses an event id. Empty unless the text is in the exact form that {@link #toString()}
   * returns.
   */
  public static Optional<EventId> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new EventId(UUID.fromString(text)))
        : Optional.empty();
  }

  /**
   * Derives the id: a UUID version 5 (RFC 9562, section 5.5) of {@code
   * aggregateId#sequence#eventType}.
   *
   * @param sequence the aggregate's version when the event was raised
   */
  public static EventId derive(String aggregateId, Version sequence, String eventType) {
    String name = aggregateId + "#" + sequence.value() + "#" + eventType;
    ByteBuffer hash = ByteBuffer.wrap(namespaced().digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new EventId(new UUID(high, low));
  }

  /**
   * A digest that already contains the namespace. Cloning it is cheaper than looking one up by
   * name.
   */
  private static MessageDigest namespaced() {
    try {
      return (MessageDigest) NAMESPACED.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-1 digest is not cloneable", e);
    }
  }

  private static MessageDigest sha1Of(UUID namespace) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .flip());
      return sha1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-1", e);
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
