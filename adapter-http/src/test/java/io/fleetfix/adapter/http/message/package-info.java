/** Tests of the package's internals. */
@NullMarked
package io.fleetfix.adapter.http.message;

import org.jspecify.annotations.NullMarked;
