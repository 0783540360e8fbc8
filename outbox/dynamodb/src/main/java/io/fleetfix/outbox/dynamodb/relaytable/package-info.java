/**
 * State that the instances share in a table of its own: the leases of the stream's reader and of
 * the sweeper, checkpoints, receipts, and a log of redeliveries.
 */
@NullMarked
package io.fleetfix.outbox.dynamodb.relaytable;

import org.jspecify.annotations.NullMarked;
