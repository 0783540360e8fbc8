/** Offenders: what must not creep into the use cases, and habits that nobody should have. */
@NullMarked
package io.fleetfix.application.violation;

import org.jspecify.annotations.NullMarked;
