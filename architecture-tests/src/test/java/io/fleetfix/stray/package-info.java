/** Offenders: a package outside of all modules' roots. */
@NullMarked
package io.fleetfix.stray;

import org.jspecify.annotations.NullMarked;
