/** Tests of what the addresses of a request say. */
@NullMarked
package io.fleetfix.adapter.http.origin;

import org.jspecify.annotations.NullMarked;
