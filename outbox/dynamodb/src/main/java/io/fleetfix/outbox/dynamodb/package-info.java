/** Commits on DynamoDB: every changed row and every outbox row in one transaction. */
@NullMarked
package io.fleetfix.outbox.dynamodb;

import org.jspecify.annotations.NullMarked;
