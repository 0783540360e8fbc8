package io.fleetfix.adapter.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The size of an item, by the rules that DynamoDB documents. */
final class ItemSize {
  /** DynamoDB's limit per item: 400 KB. */
  static final int MAX = 400 * 1024;

  /** DynamoDB's limit for all items of a transaction: 4 MB. */
  static final int MAX_TRANSACTION = 4 * 1024 * 1024;

  private ItemSize() {}

  static int of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + of(attribute.getValue()))
        .sum();
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> value.n().length() / 2 + 2; // one byte per two digits, one more, rounded up
      case M -> 3 + value.m().size() + of(value.m());
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + of(element)).sum();
      default -> throw new AssertionError("No row has this type: " + value.type());
    };
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }
}
