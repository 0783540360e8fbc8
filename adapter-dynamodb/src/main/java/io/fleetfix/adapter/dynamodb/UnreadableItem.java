package io.fleetfix.adapter.dynamodb;

/** A row that this service has not written, or not like that. */
final class UnreadableItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableItem(String attribute) {
    super("A row lacks the attribute " + attribute);
  }
}
