/** The repair order: its states, its commands, its customer and the events that end it. */
@NullMarked
package io.fleetfix.domain.repair;

import org.jspecify.annotations.NullMarked;
