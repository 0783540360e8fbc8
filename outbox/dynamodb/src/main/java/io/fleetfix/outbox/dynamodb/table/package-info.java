/** The table: its keys, indexes and limits, and what reads and writes its rows. */
@NullMarked
package io.fleetfix.outbox.dynamodb.table;

import org.jspecify.annotations.NullMarked;
