package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.Unreadable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row that this service has not written, or not like that. No client can be blamed for it. */
public final class UnreadableItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * Says where and what.
   *
   * @param problem what is wrong with the attribute, to follow its name; never a stored value
   */
  public UnreadableItem(String attribute, String problem) {
    super("A row cannot be read: " + attribute + " " + problem);
    this.problem = attribute + " " + problem;
  }

  /** Which attribute it is and what is wrong with it; never a value out of the row. */
  public String problem() {
    return problem;
  }

  /** Names the row that it was found in. */
  public Unreadable in(Map<String, AttributeValue> row) {
    return new Unreadable(new ItemReader(row).text(OutboxTable.PK), problem);
  }
}
