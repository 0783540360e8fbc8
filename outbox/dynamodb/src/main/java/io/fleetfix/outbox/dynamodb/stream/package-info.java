/**
 * Reads the table's stream for the relay: one reader at a time by a lease, parents before children,
 * with a checkpoint a shard. Small on purpose, because the table and not the stream is the
 * guarantee.
 */
@NullMarked
package io.fleetfix.outbox.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
