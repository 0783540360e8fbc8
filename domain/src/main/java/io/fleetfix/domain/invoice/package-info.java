/** What a customer owes for a repair, its number, and what became of its mail. */
@NullMarked
package io.fleetfix.domain.invoice;

import org.jspecify.annotations.NullMarked;
