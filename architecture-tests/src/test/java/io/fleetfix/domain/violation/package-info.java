/** Offenders: what must not creep into the domain. */
@NullMarked
package io.fleetfix.domain.violation;

import org.jspecify.annotations.NullMarked;
