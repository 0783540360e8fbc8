/** What is counted and measured of the service, for those who watch it from outside. */
@NullMarked
package io.fleetfix.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
