/** Offenders: writes to DynamoDB that bypass UnitOfWork. One class only reads, as a contrast. */
@NullMarked
package io.fleetfix.adapter.dynamodb.violation;

import org.jspecify.annotations.NullMarked;
