/** What happens in the workshop when an event comes out of the bus. */
@NullMarked
package io.fleetfix.application.reaction;

import org.jspecify.annotations.NullMarked;
