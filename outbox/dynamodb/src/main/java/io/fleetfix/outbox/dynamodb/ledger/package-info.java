/** Outbox rows, and the marks on them that say how far each event got. */
@NullMarked
package io.fleetfix.outbox.dynamodb.ledger;

import org.jspecify.annotations.NullMarked;
