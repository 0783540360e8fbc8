/** What the outbox needs from outside, and the values that these ports speak in. */
@NullMarked
package io.fleetfix.outbox.port;

import org.jspecify.annotations.NullMarked;
