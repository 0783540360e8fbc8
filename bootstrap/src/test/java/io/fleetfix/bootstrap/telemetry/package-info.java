/** Log formats, repeated failures and traces. */
@NullMarked
package io.fleetfix.bootstrap.telemetry;

import org.jspecify.annotations.NullMarked;
