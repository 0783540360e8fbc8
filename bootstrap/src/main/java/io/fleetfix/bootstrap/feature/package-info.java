/** The features of the workshop: for each one module with all that it adds. */
@NullMarked
package io.fleetfix.bootstrap.feature;

import org.jspecify.annotations.NullMarked;
