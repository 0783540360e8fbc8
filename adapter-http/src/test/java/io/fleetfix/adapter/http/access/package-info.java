/** Tests of the package's internals. */
@NullMarked
package io.fleetfix.adapter.http.access;

import org.jspecify.annotations.NullMarked;
