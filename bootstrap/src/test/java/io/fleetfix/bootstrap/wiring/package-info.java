/** Tests of what the wiring adds to its parts. */
@NullMarked
package io.fleetfix.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
