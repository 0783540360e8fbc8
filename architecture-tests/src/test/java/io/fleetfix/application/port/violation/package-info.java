/** Offenders: ports that promise too much or write past the door. */
@NullMarked
package io.fleetfix.application.port.violation;

import org.jspecify.annotations.NullMarked;
