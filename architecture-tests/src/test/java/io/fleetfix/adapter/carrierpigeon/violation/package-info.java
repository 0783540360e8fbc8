/** Offenders: an adapter that is not in the table of modules. */
@NullMarked
package io.fleetfix.adapter.carrierpigeon.violation;

import org.jspecify.annotations.NullMarked;
