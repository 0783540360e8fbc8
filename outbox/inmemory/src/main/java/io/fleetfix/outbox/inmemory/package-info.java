/**
 * All ports of the outbox in memory: for a first look, for fast tests, and as the reference for the
 * other adapters. All data is lost on exit.
 */
@NullMarked
package io.fleetfix.outbox.inmemory;

import org.jspecify.annotations.NullMarked;
