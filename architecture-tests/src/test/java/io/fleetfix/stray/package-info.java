/** Offenders: a package outside every module's root. */
@NullMarked
package io.fleetfix.stray;

import org.jspecify.annotations.NullMarked;
