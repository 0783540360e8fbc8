/**
 * The workshop's driven ports in memory: for trying the service out, for fast tests, and as the
 * reference for the other adapters. All data is lost on exit.
 */
@NullMarked
package io.fleetfix.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
