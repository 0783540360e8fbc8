/** Tests of the values that ports exchange. */
@NullMarked
package io.fleetfix.outbox.port;

import org.jspecify.annotations.NullMarked;
