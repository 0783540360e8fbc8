/** A real issuer, and everything that is not one. */
@NullMarked
package io.fleetfix.adapter.http.token;

import org.jspecify.annotations.NullMarked;
