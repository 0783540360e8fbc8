/** The operator's commands, piece by piece. */
@NullMarked
package io.fleetfix.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
