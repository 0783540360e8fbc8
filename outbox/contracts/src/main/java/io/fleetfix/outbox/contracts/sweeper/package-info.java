/** The contracts of what the sweeper reads and remembers. */
@NullMarked
package io.fleetfix.outbox.contracts.sweeper;

import org.jspecify.annotations.NullMarked;
