/** The contract of each port: every adapter passes all of it, none of it skipped or overridden. */
@NullMarked
package io.fleetfix.application.port;

import org.jspecify.annotations.NullMarked;
