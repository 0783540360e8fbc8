/** The contract of everything that works through a list: no item may block those behind it. */
@NullMarked
package io.fleetfix.outbox.contracts.headofline;

import org.jspecify.annotations.NullMarked;
