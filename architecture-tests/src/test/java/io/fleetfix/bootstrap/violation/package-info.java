/** Offenders: what starting and wiring must leave to others. */
@NullMarked
package io.fleetfix.bootstrap.violation;

import org.jspecify.annotations.NullMarked;
