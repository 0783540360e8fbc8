/** Runs the ports' contracts against the in-memory adapters. */
@NullMarked
package io.fleetfix.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
