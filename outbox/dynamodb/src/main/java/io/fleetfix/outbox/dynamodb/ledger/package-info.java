/** Outbox rows, and the marks on them that record each event's delivery state. */
@NullMarked
package io.fleetfix.outbox.dynamodb.ledger;

import org.jspecify.annotations.NullMarked;
