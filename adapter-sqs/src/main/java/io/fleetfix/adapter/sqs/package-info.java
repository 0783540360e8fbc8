/** Consumes the bus's SQS queues and passes the events to their reactions. */
@NullMarked
package io.fleetfix.adapter.sqs;

import org.jspecify.annotations.NullMarked;
