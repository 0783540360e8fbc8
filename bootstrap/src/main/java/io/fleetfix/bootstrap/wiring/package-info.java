/** Puts the pieces together: for each profile the list of modules it is made of. */
@NullMarked
package io.fleetfix.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
