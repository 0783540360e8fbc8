/** What operators and alarms see of the queues. */
@NullMarked
package io.fleetfix.outbox.queue;

import org.jspecify.annotations.NullMarked;
