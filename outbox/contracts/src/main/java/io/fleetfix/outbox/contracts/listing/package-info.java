/** The contract of the lists that operators read. */
@NullMarked
package io.fleetfix.outbox.contracts.listing;

import org.jspecify.annotations.NullMarked;
