package io.fleetfix.adapter.dynamodb;

/** The table is not what the service needs; the message says what is wrong and what to do. */
public final class WrongTable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongTable(String table, String wrong, String remedy) {
    super("Table " + table + " " + wrong + ": " + remedy);
  }
}
