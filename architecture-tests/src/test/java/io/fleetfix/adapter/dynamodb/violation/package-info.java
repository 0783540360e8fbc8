/** Offenders: writes to DynamoDB past the UnitOfWork, and two that may do what they do. */
@NullMarked
package io.fleetfix.adapter.dynamodb.violation;

import org.jspecify.annotations.NullMarked;
