/** Tests of the state that the instances share, over a table in memory. */
@NullMarked
package io.fleetfix.outbox.dynamodb.relaytable;

import org.jspecify.annotations.NullMarked;
