/** Tests of reads and connections. */
@NullMarked
package io.fleetfix.outbox.dynamodb.table;

import org.jspecify.annotations.NullMarked;
