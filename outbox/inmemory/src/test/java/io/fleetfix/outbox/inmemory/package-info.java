/** The contracts over the in-memory adapters, and a bus in memory that misbehaves. */
@NullMarked
package io.fleetfix.outbox.inmemory;

import org.jspecify.annotations.NullMarked;
