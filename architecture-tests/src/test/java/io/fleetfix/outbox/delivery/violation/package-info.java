/** Offenders: dependencies that the library must not have. */
@NullMarked
package io.fleetfix.outbox.delivery.violation;

import org.jspecify.annotations.NullMarked;
