package io.fleetfix.bootstrap.feature;

/** Where this run keeps its state. */
public enum StoreKind {
  IN_MEMORY,
  DYNAMO_DB
}
