/** Comparative benchmarks: on a shared machine, only ratios within one run are meaningful. */
@NullMarked
package io.fleetfix.support.benchmarks;

import org.jspecify.annotations.NullMarked;
