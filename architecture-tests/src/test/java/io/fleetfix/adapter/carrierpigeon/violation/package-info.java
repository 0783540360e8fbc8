/** Offenders: an adapter that nobody has entered in the table of modules. */
@NullMarked
package io.fleetfix.adapter.carrierpigeon.violation;

import org.jspecify.annotations.NullMarked;
