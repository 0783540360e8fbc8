/** Tests of the server under load. */
@NullMarked
package io.fleetfix.adapter.http.server;

import org.jspecify.annotations.NullMarked;
