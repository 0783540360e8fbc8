package io.fleetfix.outbox.dynamodb.table;

/** The table is not what the service needs; the message says what is wrong and what to do. */
public final class TableMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableMismatch(String table, String wrong, String remedy) {
    super("Table " + table + " " + wrong + ": " + remedy);
  }
}
