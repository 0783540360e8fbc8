/** Tests of the relay, without a store. */
@NullMarked
package io.fleetfix.outbox.delivery;

import org.jspecify.annotations.NullMarked;
