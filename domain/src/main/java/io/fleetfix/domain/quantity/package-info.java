/** Quantities and their units. */
@NullMarked
package io.fleetfix.domain.quantity;

import org.jspecify.annotations.NullMarked;
