/** Offenders: writes to the store that bypass UnitOfWork. */
@NullMarked
package io.fleetfix.outbox.inmemory.violation;

import org.jspecify.annotations.NullMarked;
