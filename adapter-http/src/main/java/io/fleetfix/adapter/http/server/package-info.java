/** The HTTP server: its limits, its error answers, its reports, and the routes about itself. */
@NullMarked
package io.fleetfix.adapter.http.server;

import org.jspecify.annotations.NullMarked;
