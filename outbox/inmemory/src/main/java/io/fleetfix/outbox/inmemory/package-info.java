/**
 * Every port of the outbox in memory: for a first look, for fast tests, and as the yardstick of the
 * other adapters. It forgets on exit.
 */
@NullMarked
package io.fleetfix.outbox.inmemory;

import org.jspecify.annotations.NullMarked;
