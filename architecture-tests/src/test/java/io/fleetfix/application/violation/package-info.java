/** Offenders: dependencies that use cases must not have, and bad habits. */
@NullMarked
package io.fleetfix.application.violation;

import org.jspecify.annotations.NullMarked;
