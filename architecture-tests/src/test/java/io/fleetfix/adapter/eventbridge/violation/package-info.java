/** Offenders: dependencies that an adapter of the library must not have. */
@NullMarked
package io.fleetfix.adapter.eventbridge.violation;

import org.jspecify.annotations.NullMarked;
