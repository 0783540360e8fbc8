/** The running service, from start to stop: what goes on beside the requests. */
@NullMarked
package io.fleetfix.bootstrap.run;

import org.jspecify.annotations.NullMarked;
