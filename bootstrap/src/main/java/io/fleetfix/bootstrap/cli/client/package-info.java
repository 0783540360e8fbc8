/** How the commands talk to the service, and what they report if it refuses or does not answer. */
@NullMarked
package io.fleetfix.bootstrap.cli.client;

import org.jspecify.annotations.NullMarked;
