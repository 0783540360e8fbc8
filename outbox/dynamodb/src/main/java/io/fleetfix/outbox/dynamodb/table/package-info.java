/** The table: its keys, indexes and limits, and the classes that read and write its rows. */
@NullMarked
package io.fleetfix.outbox.dynamodb.table;

import org.jspecify.annotations.NullMarked;
