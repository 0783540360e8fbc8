/**
 * Reads the table's stream for the relay: one reader at a time by a lease, parent shards before
 * their children, with one checkpoint per shard. Small on purpose, because delivery is guaranteed
 * by the table and not by the stream.
 */
@NullMarked
package io.fleetfix.outbox.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
