/** Tests of events and changes. */
@NullMarked
package io.fleetfix.outbox.event;

import org.jspecify.annotations.NullMarked;
