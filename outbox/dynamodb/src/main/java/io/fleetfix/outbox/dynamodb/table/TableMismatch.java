package io.fleetfix.outbox.dynamodb.table;

/** The table does not fit the service. The message states the problem and the remedy. */
public final class TableMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableMismatch(String table, String wrong, String remedy) {
    super("Table " + table + " " + wrong + ": " + remedy);
  }
}
