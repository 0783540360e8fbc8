/**
 * What an application stores and raises: aggregates, their events, and a change of both at once.
 */
@NullMarked
package io.fleetfix.outbox.event;

import org.jspecify.annotations.NullMarked;
