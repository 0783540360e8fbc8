/** Side-by-side measurements: only ratios within one run mean anything on a shared machine. */
@NullMarked
package io.fleetfix.support.benchmarks;

import org.jspecify.annotations.NullMarked;
