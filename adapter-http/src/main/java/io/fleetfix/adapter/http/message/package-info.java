/** Reads requests strictly, writes answers and describes problems. */
@NullMarked
package io.fleetfix.adapter.http.message;

import org.jspecify.annotations.NullMarked;
