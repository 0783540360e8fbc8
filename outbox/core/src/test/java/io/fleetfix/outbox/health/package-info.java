/** Tests of the judgement for health checks. */
@NullMarked
package io.fleetfix.outbox.health;

import org.jspecify.annotations.NullMarked;
