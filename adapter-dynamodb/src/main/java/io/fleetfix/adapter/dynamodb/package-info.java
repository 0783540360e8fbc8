/** The workshop's state and its outbox on DynamoDB: one transaction per commit. */
@NullMarked
package io.fleetfix.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
