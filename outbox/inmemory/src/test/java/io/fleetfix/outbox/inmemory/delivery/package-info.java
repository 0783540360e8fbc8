/** The library's delivery on the in-memory adapters. */
@NullMarked
package io.fleetfix.outbox.inmemory.delivery;

import org.jspecify.annotations.NullMarked;
