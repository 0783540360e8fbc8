/** Offenders: two packages that need each other. */
@NullMarked
package io.fleetfix.application.violation.circle;

import org.jspecify.annotations.NullMarked;
