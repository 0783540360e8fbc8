/** Offenders: dependencies that bootstrap must not have. */
@NullMarked
package io.fleetfix.bootstrap.violation;

import org.jspecify.annotations.NullMarked;
