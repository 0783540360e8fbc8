/** The workshop's use cases. Storing and sending are behind ports. */
@NullMarked
package io.fleetfix.application;

import org.jspecify.annotations.NullMarked;
