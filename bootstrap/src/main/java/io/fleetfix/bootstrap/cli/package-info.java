/** The operator's commands: each asks a running service over HTTP, whatever that runs on. */
@NullMarked
package io.fleetfix.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
