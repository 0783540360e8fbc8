/**
 * What an application stores and publishes: aggregates, their events, and changes that combine
 * both.
 */
@NullMarked
package io.fleetfix.outbox.event;

import org.jspecify.annotations.NullMarked;
