/** Tests of loops and tasks. */
@NullMarked
package io.fleetfix.outbox.loop;

import org.jspecify.annotations.NullMarked;
