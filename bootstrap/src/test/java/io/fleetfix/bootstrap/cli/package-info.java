/** The operator's commands, against servers that misbehave. */
@NullMarked
package io.fleetfix.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
