/**
 * Reads the table's stream for the relay: one reader at a time by a lease, parents before children,
 * with a checkpoint a shard. In the relay's own table beside them lies what the instances share:
 * who sweeps, what arrived, who had what sent again. Small on purpose, because the table and not
 * the stream is the guarantee.
 */
@NullMarked
package io.fleetfix.adapter.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
