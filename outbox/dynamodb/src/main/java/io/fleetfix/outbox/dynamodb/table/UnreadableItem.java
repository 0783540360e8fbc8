package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.Unreadable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item that does not have the shape this service writes: a server fault, not a client error. */
public final class UnreadableItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * Reports a problem with an attribute.
   *
   * @param problem what is wrong with the attribute, phrased to follow its name; never a stored
   *     value
   */
  public UnreadableItem(String attribute, String problem) {
    super("Unreadable item: " + attribute + " " + problem);
    this.problem = attribute + " " + problem;
  }

  /** The attribute and what is wrong with it; never a stored value. */
  public String problem() {
    return problem;
  }

  /** Reports this problem for its row. */
  public Unreadable in(Map<String, AttributeValue> row) {
    return new Unreadable(new ItemReader(row).text(OutboxTable.PK), problem);
  }
}
