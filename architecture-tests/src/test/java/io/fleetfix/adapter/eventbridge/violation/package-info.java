/** Offenders: what an adapter of the library must not know. */
@NullMarked
package io.fleetfix.adapter.eventbridge.violation;

import org.jspecify.annotations.NullMarked;
