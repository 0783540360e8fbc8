/** Offenders: ports with too many methods, or with write methods. */
@NullMarked
package io.fleetfix.application.port.violation;

import org.jspecify.annotations.NullMarked;
