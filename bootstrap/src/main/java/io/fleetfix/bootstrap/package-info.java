/** Puts the pieces together and runs them: the only place that knows all of them. */
@NullMarked
package io.fleetfix.bootstrap;

import org.jspecify.annotations.NullMarked;
