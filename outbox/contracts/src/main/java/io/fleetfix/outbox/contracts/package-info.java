/** The contracts of the outbox's ports, as tests, with sample data and test utilities. */
@NullMarked
package io.fleetfix.outbox.contracts;

import org.jspecify.annotations.NullMarked;
