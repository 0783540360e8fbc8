/** The workshop's state and its outbox on DynamoDB: one transaction a commit. */
@NullMarked
package io.fleetfix.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
