/** The contracts on the in-memory adapters, and an in-memory bus with faults. */
@NullMarked
package io.fleetfix.outbox.inmemory;

import org.jspecify.annotations.NullMarked;
