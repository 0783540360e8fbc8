/** Tests of the settings. */
@NullMarked
package io.fleetfix.bootstrap.config;

import org.jspecify.annotations.NullMarked;
