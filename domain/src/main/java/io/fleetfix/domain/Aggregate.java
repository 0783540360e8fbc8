package io.fleetfix.domain;

/** What is stored and versioned as a whole. Immutable: a command returns the next state. */
public sealed interface Aggregate permits Repair, Invoice, InvoiceNumbers, Notice, Request {
  /** Unique over all aggregates, for example {@code REPAIR#R-123}. */
  String aggregateId();

  /** The version of this state, at least {@link Version#FIRST} once it has been committed. */
  Version version();
}
