/** The in-memory adapters under the ports' contracts. */
@NullMarked
package io.fleetfix.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
