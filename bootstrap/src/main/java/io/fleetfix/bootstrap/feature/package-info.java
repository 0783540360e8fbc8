/** The features of the workshop: one module per feature, with everything that it adds. */
@NullMarked
package io.fleetfix.bootstrap.feature;

import org.jspecify.annotations.NullMarked;
