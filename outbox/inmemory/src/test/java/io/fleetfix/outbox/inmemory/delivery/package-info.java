/** The library's delivery over the in-memory adapters. */
@NullMarked
package io.fleetfix.outbox.inmemory.delivery;

import org.jspecify.annotations.NullMarked;
