/** Offenders: what the HTTP adapter must leave to others. */
@NullMarked
package io.fleetfix.adapter.http.violation;

import org.jspecify.annotations.NullMarked;
