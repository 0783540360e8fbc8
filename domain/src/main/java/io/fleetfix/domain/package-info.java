/**
 * The workshop's rules, pure: no clock, no random source, no framework. One package, because Java
 * lets sealed types be split over packages only in named modules, and sealing is what makes every
 * store and every answer complete at compile time.
 */
@NullMarked
package io.fleetfix.domain;

import org.jspecify.annotations.NullMarked;
