/** Offenders: the other half of the cycle. */
@NullMarked
package io.fleetfix.application.violation.circle.egg;

import org.jspecify.annotations.NullMarked;
