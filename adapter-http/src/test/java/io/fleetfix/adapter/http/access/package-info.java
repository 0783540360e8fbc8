/** Tests of what the package keeps to itself. */
@NullMarked
package io.fleetfix.adapter.http.access;

import org.jspecify.annotations.NullMarked;
