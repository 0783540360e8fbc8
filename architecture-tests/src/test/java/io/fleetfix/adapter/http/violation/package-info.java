/** Offenders: dependencies that the HTTP adapter must not have. */
@NullMarked
package io.fleetfix.adapter.http.violation;

import org.jspecify.annotations.NullMarked;
