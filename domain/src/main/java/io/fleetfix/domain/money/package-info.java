/** Amounts in a currency. */
@NullMarked
package io.fleetfix.domain.money;

import org.jspecify.annotations.NullMarked;
