/** Offenders: writes to DynamoDB past the UnitOfWork, and a read that is none. */
@NullMarked
package io.fleetfix.adapter.dynamodb.violation;

import org.jspecify.annotations.NullMarked;
