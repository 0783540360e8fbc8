/** Tests of subscriptions, bindings and the event format. */
@NullMarked
package io.fleetfix.outbox.subscription;

import org.jspecify.annotations.NullMarked;
