/** What comes back from the bus: the queues' messages, given to the reactions. */
@NullMarked
package io.fleetfix.adapter.sqs;

import org.jspecify.annotations.NullMarked;
