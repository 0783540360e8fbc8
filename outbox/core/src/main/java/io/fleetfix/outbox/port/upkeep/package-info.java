/** What the upkeep of the outbox remembers from one round to the next. */
@NullMarked
package io.fleetfix.outbox.port.upkeep;

import org.jspecify.annotations.NullMarked;
