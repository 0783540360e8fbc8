package io.fleetfix.bootstrap.feature;

/** The store of this run. */
public enum StoreKind {
  IN_MEMORY,
  DYNAMO_DB
}
