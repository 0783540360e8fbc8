/** How the workshop uses the outbox: the wire format, the subscriptions and the raised events. */
@NullMarked
package io.fleetfix.application.outbox;

import org.jspecify.annotations.NullMarked;
