/** Offenders: dependencies and types that the domain must not have. */
@NullMarked
package io.fleetfix.domain.violation;

import org.jspecify.annotations.NullMarked;
