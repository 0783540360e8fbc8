/** The workshop's reactions to events from the bus. */
@NullMarked
package io.fleetfix.application.reaction;

import org.jspecify.annotations.NullMarked;
