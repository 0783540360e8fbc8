/** The contract of the dead letters, and what an adapter provides to be tested by it. */
@NullMarked
package io.fleetfix.outbox.contracts.deadletters;

import org.jspecify.annotations.NullMarked;
