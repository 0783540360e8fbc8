/** What is counted and measured, piece by piece. */
@NullMarked
package io.fleetfix.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
