/** The contracts of the ports for health checks. */
@NullMarked
package io.fleetfix.outbox.contracts.health;

import org.jspecify.annotations.NullMarked;
