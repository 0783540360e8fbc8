/** The operator's commands: each calls a running service over HTTP, in every profile. */
@NullMarked
package io.fleetfix.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
