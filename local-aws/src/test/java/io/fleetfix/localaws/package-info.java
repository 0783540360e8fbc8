/** The processes of a local run, as their starter sees them. */
@NullMarked
package io.fleetfix.localaws;

import org.jspecify.annotations.NullMarked;
