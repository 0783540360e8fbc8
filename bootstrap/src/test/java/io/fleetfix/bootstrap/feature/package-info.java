/** Tests of how features are wired. */
@NullMarked
package io.fleetfix.bootstrap.feature;

import org.jspecify.annotations.NullMarked;
