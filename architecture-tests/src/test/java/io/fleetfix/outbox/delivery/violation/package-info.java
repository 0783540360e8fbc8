/** Offenders: what must not creep into the library. */
@NullMarked
package io.fleetfix.outbox.delivery.violation;

import org.jspecify.annotations.NullMarked;
