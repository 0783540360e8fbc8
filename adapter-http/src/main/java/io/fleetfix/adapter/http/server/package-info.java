/** The HTTP server: its limits, what it refuses by itself, its log, and the routes about itself. */
@NullMarked
package io.fleetfix.adapter.http.server;

import org.jspecify.annotations.NullMarked;
