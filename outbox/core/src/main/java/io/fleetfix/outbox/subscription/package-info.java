/** Subscriptions to events, reactions to them, and the format of events on the bus. */
@NullMarked
package io.fleetfix.outbox.subscription;

import org.jspecify.annotations.NullMarked;
