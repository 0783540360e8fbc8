@NullMarked
package io.fleetfix.outbox.dynamodb.ledger;

import org.jspecify.annotations.NullMarked;
