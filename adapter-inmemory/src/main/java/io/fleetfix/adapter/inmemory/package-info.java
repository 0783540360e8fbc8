/**
 * The workshop's driven ports in memory: for a first look, for fast tests, and as the yardstick of
 * the other adapters. It forgets on exit.
 */
@NullMarked
package io.fleetfix.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
