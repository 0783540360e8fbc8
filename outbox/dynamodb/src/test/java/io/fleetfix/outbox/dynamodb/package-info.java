/** Tests of commits, and of the whole module on DynamoDB Local. */
@NullMarked
package io.fleetfix.outbox.dynamodb;

import org.jspecify.annotations.NullMarked;
