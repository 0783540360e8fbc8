/** Offenders: the other half of the circle. */
@NullMarked
package io.fleetfix.application.violation.circle.egg;

import org.jspecify.annotations.NullMarked;
