/** Whether this process can do its work, for health checks. */
@NullMarked
package io.fleetfix.outbox.health;

import org.jspecify.annotations.NullMarked;
