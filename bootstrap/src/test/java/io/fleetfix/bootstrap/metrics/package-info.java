/** Tests of the metrics. */
@NullMarked
package io.fleetfix.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
