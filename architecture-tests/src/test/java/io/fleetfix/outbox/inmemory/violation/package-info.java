/** Offenders: ways past the store's one door. */
@NullMarked
package io.fleetfix.outbox.inmemory.violation;

import org.jspecify.annotations.NullMarked;
