/** Repairs for tests, and a store that simulates concurrent commits. */
@NullMarked
package io.fleetfix.application;

import org.jspecify.annotations.NullMarked;
