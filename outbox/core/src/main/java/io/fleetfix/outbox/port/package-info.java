/** The ports that adapters and applications implement, and the values that they exchange. */
@NullMarked
package io.fleetfix.outbox.port;

import org.jspecify.annotations.NullMarked;
