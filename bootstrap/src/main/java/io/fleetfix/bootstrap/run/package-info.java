/** The running service and its background work, from start to stop. */
@NullMarked
package io.fleetfix.bootstrap.run;

import org.jspecify.annotations.NullMarked;
