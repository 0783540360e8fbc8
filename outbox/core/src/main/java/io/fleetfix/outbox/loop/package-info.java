/**
 * The only place that starts threads. A loop survives every failure of a step but one: out of
 * memory ends the process, whichever thread it hits.
 */
@NullMarked
package io.fleetfix.outbox.loop;

import org.jspecify.annotations.NullMarked;
