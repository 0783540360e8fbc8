/**
 * What the instances share in a table of its own beside the outbox: who reads the stream and how
 * far, who sweeps, what arrived, and who had what sent again.
 */
@NullMarked
package io.fleetfix.outbox.dynamodb.relaytable;

import org.jspecify.annotations.NullMarked;
