/** Commits on DynamoDB, and everything together on the real engine. */
@NullMarked
package io.fleetfix.outbox.dynamodb;

import org.jspecify.annotations.NullMarked;
