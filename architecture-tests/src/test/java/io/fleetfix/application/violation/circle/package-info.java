/** Offenders: two packages in a cycle. */
@NullMarked
package io.fleetfix.application.violation.circle;

import org.jspecify.annotations.NullMarked;
