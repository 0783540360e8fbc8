/** What the values of subscriptions guarantee. */
@NullMarked
package io.fleetfix.outbox.subscription;

import org.jspecify.annotations.NullMarked;
