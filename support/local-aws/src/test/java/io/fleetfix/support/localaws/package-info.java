/** The processes of a local run, as their starter sees them. */
@NullMarked
package io.fleetfix.support.localaws;

import org.jspecify.annotations.NullMarked;
